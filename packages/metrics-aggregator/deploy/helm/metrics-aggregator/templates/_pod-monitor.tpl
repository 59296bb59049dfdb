{{/*
The spec of a PodMonitor, behind its selector.
*/}}
{{- define "metrics-aggregator.podMetricsEndpoints" -}}
{{- $values := (index .Values "metrics-aggregator").podMonitor -}}
- port: metrics
  path: /metrics
  {{- with $values.interval }}
  interval: {{ . }}
  {{- end }}
  {{- if $values.restoreContainerLabel }}
  metricRelabelings:
    - { sourceLabels: [origin_container], regex: (.+), targetLabel: container }
    - { regex: origin_container, action: labeldrop }
  {{- end }}
{{- end }}
