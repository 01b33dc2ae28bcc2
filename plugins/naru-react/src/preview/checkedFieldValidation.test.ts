import {
  appLanguageApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import { createFieldValidation } from '@backstage/plugin-scaffolder-react/alpha';
import { changePreview } from '../testUtils';
import { checkedFieldValidation } from './checkedFieldValidation';
import { previewApiRef } from './PreviewApi';

const fault = {
  rule: 'VAL-026',
  severity: 'refuse' as const,
  path: 'apps/shop/values.yaml',
  parameter: 'image',
  message: 'Tag latest is refused',
  messageKo: 'latest 태그는 쓸 수 없습니다',
};

const preview = jest.fn();

/** Errors that the field has after "Next" on the page of a template's form. */
async function validated(
  options: {
    parameter?: string;
    uiParameter?: string;
    language?: string;
    path?: string;
  } = {},
) {
  window.history.pushState(
    {},
    '',
    options.path ?? '/create/templates/default/helm-app',
  );
  const apis = new Map<string, unknown>([
    [previewApiRef.id, { preview }],
    [
      appLanguageApiRef.id,
      { getLanguage: () => ({ language: options.language ?? 'en' }) },
    ],
  ]);
  const apiHolder = { get: ref => apis.get(ref.id) } as ApiHolder;
  const field = createFieldValidation();
  await checkedFieldValidation(options.parameter)('shop:latest', field, {
    apiHolder,
    formData: { name: 'shop', image: 'shop:latest' },
    schema: {},
    uiSchema: { 'ui:options': { parameter: options.uiParameter } },
  });
  return field.__errors;
}

describe('checkedFieldValidation', () => {
  beforeEach(() => {
    preview.mockReset().mockResolvedValue(changePreview({ faults: [fault] }));
  });
  afterEach(() => window.history.pushState({}, '', '/'));

  it("shows the server's fault at its question, in the person's language", async () => {
    expect(await validated({ parameter: 'image' })).toEqual([
      'Tag latest is refused',
    ]);
    expect(await validated({ parameter: 'image', language: 'ko' })).toEqual([
      'latest 태그는 쓸 수 없습니다',
    ]);
    expect(preview).toHaveBeenCalledWith(
      {
        templateRef: 'template:default/helm-app',
        values: { name: 'shop', image: 'shop:latest' },
      },
      expect.anything(),
    );
  });

  it('says once what is wrong in several files', async () => {
    const twice = [fault, { ...fault, path: 'apps/shop/values-staging.yaml' }];
    preview.mockResolvedValue(changePreview({ faults: twice }));
    expect(await validated({ parameter: 'image' })).toHaveLength(1);
  });

  it('takes the name of the question from its options', async () => {
    expect(await validated({ uiParameter: 'image' })).toHaveLength(1);
    expect(await validated({ uiParameter: 'port' })).toEqual([]);
  });

  it('does not refuse what the server only remarks', async () => {
    preview.mockResolvedValue(
      changePreview({ faults: [{ ...fault, severity: 'warn' }] }),
    );
    expect(await validated({ parameter: 'image' })).toEqual([]);
  });

  it('lets the person go on when there is no answer', async () => {
    preview.mockRejectedValue(new TypeError('Failed to fetch'));
    expect(await validated({ parameter: 'image' })).toEqual([]);
  });

  it('asks nothing outside the form of a template', async () => {
    expect(
      await validated({ parameter: 'image', path: '/create/edit' }),
    ).toEqual([]);
    expect(preview).not.toHaveBeenCalled();
  });
});
