const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-boat
data:
  color: {{ .Values.color | quote }}
  size: {{ .Values.size | quote }}
  nested: {{ .Values.nested | toJson | quote }}
  namespace: {{ .Release.Namespace | quote }}
  kubernetes: {{ .Capabilities.KubeVersion.Version | quote }}
  kubevirt: {{ .Capabilities.APIVersions.Has "kubevirt.io/v1" | quote }}
  machine: {{ .Capabilities.APIVersions.Has "kubevirt.io/v1/VirtualMachine" | quote }}
  example: {{ .Capabilities.APIVersions.Has "example.org/v7" | quote }}
`;

const CHART: Record<string, string> = {
  'Chart.yaml': 'apiVersion: v2\nname: boat\nversion: 0.1.0\n',
  'values.yaml': 'color: blue\nsize: 1\nnested: {}\n',
  'values.schema.json': JSON.stringify({
    type: 'object',
    properties: { color: { type: 'string' } },
  }),
  'templates/config.yaml': CONFIG,
};

/** Files of a small chart in a folder: one ConfigMap `<release>-boat` that shows what the chart was rendered with. */
export function chartFiles(
  folder: string,
  more: Record<string, string> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...CHART, ...more }).map(([name, content]) => [
      `${folder}/${name}`,
      content,
    ]),
  );
}
