import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CopyButton } from './CopyButton';

const labels = { action: 'Copy it', done: 'Copied', failed: 'Not copied' };

describe('CopyButton', () => {
  it('puts the text on the clipboard and says so', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    render(<CopyButton value="10.0.0.1" labels={labels} />);
    await user.click(screen.getByRole('button', { name: 'Copy it' }));
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith('10.0.0.1');
  });

  it('says when the browser does not allow it', async () => {
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('Denied'));
    render(<CopyButton value="10.0.0.1" labels={labels} />);
    await user.click(screen.getByRole('button', { name: 'Copy it' }));
    expect(await screen.findByText('Not copied')).toBeInTheDocument();
  });
});
