import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  scaffolderApiRef,
  type TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import { useEffect, useState } from 'react';

/** The pages of a form; undefined until they are known, and when they cannot be known. */
export function useForm(
  templateRef: string | undefined,
): TemplateParameterSchema | undefined {
  const scaffolderApi = useApiHolder().get(scaffolderApiRef);
  const [form, setForm] = useState<TemplateParameterSchema>();
  useEffect(() => {
    let isCurrent = true;
    setForm(undefined);
    if (templateRef) {
      scaffolderApi?.getTemplateParameterSchema(templateRef).then(
        found => isCurrent && setForm(found),
        () => undefined,
      );
    }
    return () => {
      isCurrent = false;
    };
  }, [scaffolderApi, templateRef]);
  return form;
}
