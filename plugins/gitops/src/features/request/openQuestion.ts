import type { FormQuestion } from './formQuestions';

const FRAMES = 60;
const INPUTS = 'input, textarea, select, button, [tabindex]';

/**
 * Brings the person to a question on an earlier page of the form. The scaffolder keeps its pages to itself, but the names
 * above the form lead back to them, so this presses the one with the page's title. Nothing happens where there is none.
 */
export function openQuestion(question: FormQuestion) {
  const labels = document.querySelectorAll<HTMLElement>(
    '[class*="MuiStepLabel-label"]',
  );
  const label = [...labels].find(
    element => element.textContent === question.page,
  );
  if (!label) {
    return;
  }
  label.click();
  focusSoon(question.id, FRAMES);
}

function focusSoon(id: string, frames: number) {
  const question = document.getElementById(id) ?? partOf(id);
  if (question) {
    question.scrollIntoView({ block: 'center' });
    const input = question.matches(INPUTS) ? question : partOf(id);
    input?.focus();
  } else if (frames > 0) {
    requestAnimationFrame(() => focusSoon(id, frames - 1));
  }
}

/** The first input of a question that has several. */
function partOf(id: string): HTMLElement | null {
  return document.querySelector(
    `:is(${INPUTS})[id^="${CSS.escape(`${id}_`)}"]`,
  );
}
