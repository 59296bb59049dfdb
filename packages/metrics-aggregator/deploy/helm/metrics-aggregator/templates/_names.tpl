{{/*
The image by its digest, or by its tag where there is none.
*/}}
{{- define "metrics-aggregator.image" -}}
{{- $image := (index .Values "metrics-aggregator").image -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag }}
{{- end -}}
{{- end }}

{{/*
The targets as the JSON object that METRICS_ENDPOINTS is. Written item by item, because a map would lose the order.
*/}}
{{- define "metrics-aggregator.endpoints" -}}
{{- $targets := (index .Values "metrics-aggregator").targets | required "metrics-aggregator.targets is empty: name what to scrape" -}}
{ {{- range $at, $target := $targets -}}
{{- if $at }},{{ end -}}
{{ $target.name | toJson }}:{{ printf "http://127.0.0.1:%d%s" (int $target.port) ($target.path | default "/metrics") | toJson }}
{{- end -}} }
{{- end }}

{{/*
Annotations of the pod by which scrape jobs find the page, and which Istio's metrics merging understands.
*/}}
{{- define "metrics-aggregator.podAnnotations" -}}
prometheus.io/scrape: 'true'
prometheus.io/port: {{ (index .Values "metrics-aggregator").port | quote }}
prometheus.io/path: /metrics
{{- end }}
