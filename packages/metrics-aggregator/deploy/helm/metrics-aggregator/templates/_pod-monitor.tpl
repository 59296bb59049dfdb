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
  metricRelabelings:
    # The operator takes the label endpoint, by which our own metrics name a target; alerts and dashboard use it.
    - { sourceLabels: [exported_endpoint], regex: (.+), targetLabel: endpoint }
    - { regex: exported_endpoint, action: labeldrop }
  {{- if $values.restoreContainerLabel }}
    - { sourceLabels: [origin_container], regex: (.+), targetLabel: container }
    - { regex: origin_container, action: labeldrop }
  {{- end }}
{{- end }}
