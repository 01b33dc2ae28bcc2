{{/* An amount of CPU in millicores: "250m", "1", 0.5. */}}
{{- define "web-service.millicores" -}}
{{- $amount := toString . -}}
{{- if hasSuffix "m" $amount -}}
{{ trimSuffix "m" $amount | int64 }}
{{- else -}}
{{ mulf (float64 $amount) 1000 | int64 }}
{{- end -}}
{{- end -}}

{{/* An amount of memory in MiB: "256Mi", "2Gi". */}}
{{- define "web-service.mebibytes" -}}
{{- if hasSuffix "Gi" . -}}
{{ mul (trimSuffix "Gi" . | int64) 1024 }}
{{- else -}}
{{ trimSuffix "Mi" . | int64 }}
{{- end -}}
{{- end -}}
