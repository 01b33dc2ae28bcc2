import { renderHook } from '@testing-library/react';
import { usePlacedSidebars } from './usePlacedSidebars';

function pageInShadow() {
  const host = document.createElement('div');
  document.body.append(host);
  const article = document.createElement('article');
  host.attachShadow({ mode: 'open' }).append(article);
  const place = { top: 100 };
  host.getBoundingClientRect = () =>
    new DOMRect(0, place.top, 800, 600) as DOMRect;
  return { article, place };
}

describe('usePlacedSidebars', () => {
  const placed = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    placed.mockClear();
    window.addEventListener('resize', placed);
  });

  afterEach(() => {
    window.removeEventListener('resize', placed);
    jest.useRealTimers();
  });

  it('has the sidebars placed again when what stands above changes its height', () => {
    const { article, place } = pageInShadow();
    const { unmount } = renderHook(() => usePlacedSidebars(article));
    expect(placed).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(2_000);
    expect(placed).toHaveBeenCalledTimes(1);
    place.top = 180;
    jest.advanceTimersByTime(500);
    expect(placed).toHaveBeenCalledTimes(2);
    unmount();
    place.top = 100;
    jest.advanceTimersByTime(500);
    expect(placed).toHaveBeenCalledTimes(2);
  });

  it('waits while there is no page', () => {
    renderHook(() => usePlacedSidebars(undefined));
    jest.advanceTimersByTime(500);
    expect(placed).not.toHaveBeenCalled();
  });
});
