{{/* Name of everything: the release, which is the application. */}}
{{- define "web-service.name" -}}
{{ .Release.Name }}
{{- end -}}

{{/* What selects the pods. Never changes: a Deployment's selector cannot. */}}
{{- define "web-service.selector" -}}
app.kubernetes.io/name: {{ include "web-service.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* The tag as a label: at most 63 characters, beginning and ending with a letter or a digit. */}}
{{- define "web-service.version" -}}
{{ .Values.image.tag | trunc 63 | trimAll "._-" | default "unknown" }}
{{- end -}}

{{/* Labels of the pods. What is in here restarts them when it changes. */}}
{{- define "web-service.podLabels" -}}
{{ include "web-service.selector" . }}
app.kubernetes.io/version: {{ include "web-service.version" . | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
app: {{ include "web-service.name" . | quote }}
version: {{ include "web-service.version" . | quote }}
backstage.io/kubernetes-id: {{ include "web-service.name" . | quote }}
naru.io/app: {{ include "web-service.name" . | quote }}
naru.io/team: {{ .Values.team | quote }}
naru.io/environment: {{ .Values.environment | quote }}
{{- end -}}

{{/* Labels of all objects. */}}
{{- define "web-service.labels" -}}
{{ include "web-service.podLabels" . }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end -}}

{{/* What every object has under metadata, except its name. */}}
{{- define "web-service.metadata" -}}
namespace: {{ .Release.Namespace | quote }}
labels:
  {{- include "web-service.labels" . | nindent 2 }}
annotations:
  naru.io/owner: {{ .Values.owner | quote }}
{{- end -}}

{{- define "web-service.image" -}}
{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}
{{- with .Values.image.digest }}@{{ . }}{{ end }}
{{- end -}}

{{/* "true" when metrics have a port of their own. */}}
{{- define "web-service.ownMetricsPort" -}}
{{- with .Values.metrics -}}
{{- if and .enabled .port -}}
{{- if ne (int .port) (int $.Values.port) -}}true{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "web-service.metricsPort" -}}
{{ int (default .Values.port .Values.metrics.port) }}
{{- end -}}

{{/* Fewest pods that there will be. */}}
{{- define "web-service.fewestPods" -}}
{{ if .Values.autoscaling.enabled }}{{ int .Values.autoscaling.minReplicas }}{{ else }}{{ int .Values.replicas }}{{ end }}
{{- end -}}

{{/* Namespace and app of somebody else as a peer of a NetworkPolicy. Takes a dict of root and peer. */}}
{{- define "web-service.peer" -}}
{{- $namespace := .peer.namespace | default (printf "%s-%s" .peer.team .root.Values.environment) -}}
- namespaceSelector:
    matchLabels:
      kubernetes.io/metadata.name: {{ $namespace | quote }}
  {{- with .peer.app }}
  podSelector:
    matchLabels:
      app.kubernetes.io/name: {{ . | quote }}
  {{- end }}
{{- end -}}
