{{/*
The sidecar as a container, for `containers:`. Takes the context of the chart that uses it, as all templates here do.
*/}}
{{- define "metrics-aggregator.container" -}}
{{- $values := index .Values "metrics-aggregator" -}}
name: metrics-aggregator
image: {{ include "metrics-aggregator.image" . | quote }}
imagePullPolicy: {{ $values.image.pullPolicy }}
env:
  - name: METRICS_ENDPOINTS
    value: {{ include "metrics-aggregator.endpoints" . | quote }}
  - name: METRICS_AGGREGATOR_PORT
    value: {{ $values.port | quote }}
  {{- range $name, $value := $values.settings }}
  - name: {{ $name }}
    value: {{ $value | toString | quote }}
  {{- end }}
ports:
  - name: metrics
    containerPort: {{ $values.port }}
readinessProbe:
  httpGet: { path: /-/ready, port: metrics }
livenessProbe:
  httpGet: { path: /-/healthy, port: metrics }
  timeoutSeconds: 5
resources:
  {{- toYaml $values.resources | nindent 2 }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  readOnlyRootFilesystem: true
  allowPrivilegeEscalation: false
  capabilities: { drop: [ALL] }
  seccompProfile: { type: RuntimeDefault }
{{- end }}

{{/*
The same as a native sidecar, for `initContainers:`. Needs Kubernetes 1.29.
*/}}
{{- define "metrics-aggregator.nativeSidecar" -}}
{{ include "metrics-aggregator.container" . }}
restartPolicy: Always
startupProbe:
  httpGet: { path: /-/ready, port: metrics }
  periodSeconds: 1
  failureThreshold: 30
{{- end }}
