import { TestApiProvider } from '@backstage/frontend-test-utils';
import type {
  ChangePreview,
  ChangePreviewRequest,
} from '@naru/plugin-gitops-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { changePreview } from '../testUtils';
import { previewApiRef, type PreviewApi } from './PreviewApi';
import { usePreview } from './usePreview';

interface Question {
  request: ChangePreviewRequest;
  options: { signal?: AbortSignal; fresh?: boolean };
  answer(preview: ChangePreview): void;
  fail(error: Error): void;
}

/** The hook, with questions that a test answers when it likes. */
function open(name?: string) {
  const questions: Question[] = [];
  const previewApi: PreviewApi = {
    preview: (request, options = {}) =>
      new Promise((resolve, reject) => {
        questions.push({ request, options, answer: resolve, fail: reject });
      }),
  };
  const hook = renderHook(
    (props: { name?: string }) =>
      usePreview({
        templateRef: props.name && 'template:default/helm-app',
        values: { name: props.name },
      }),
    {
      initialProps: { name },
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[[previewApiRef, previewApi]]}>
          {children}
        </TestApiProvider>
      ),
    },
  );
  const asked = async (count: number) => {
    await waitFor(() => expect(questions).toHaveLength(count));
    return questions[count - 1];
  };
  return { ...hook, questions, asked };
}

const of = (path: string) => changePreview({ files: [{ path, after: '' }] });

describe('usePreview', () => {
  it('never shows a slow answer about an older form', async () => {
    const { result, rerender, asked } = open('shop');
    const old = await asked(1);
    rerender({ name: 'shop2' });
    const current = await asked(2);
    expect(old.options.signal?.aborted).toBe(true);

    await act(async () => current.answer(of('apps/shop2/values.yaml')));
    await act(async () => old.answer(of('apps/shop/values.yaml')));
    expect(result.current.preview?.files[0].path).toBe(
      'apps/shop2/values.yaml',
    );
  });

  it('does not keep the answer to the form before', async () => {
    const { result, rerender, asked } = open('shop');
    const { answer } = await asked(1);
    await act(async () => answer(of('apps/shop/values.yaml')));
    expect(result.current.loading).toBe(false);
    rerender({ name: 'shop2' });
    expect(result.current).toMatchObject({
      loading: true,
      preview: undefined,
    });
  });

  it('says why there is no answer, and asks afresh when told to', async () => {
    const { result, asked } = open('shop');
    const { fail } = await asked(1);
    await act(async () => fail(new TypeError('Failed to fetch')));
    expect(result.current.error).toMatchObject({ message: 'Failed to fetch' });

    act(() => result.current.reload());
    expect(result.current).toMatchObject({ loading: true, error: undefined });
    expect((await asked(2)).options.fresh).toBe(true);
  });

  it('asks nothing without a template', async () => {
    const { result, questions } = open();
    expect(result.current.loading).toBe(false);
    expect(questions).toEqual([]);
  });
});
