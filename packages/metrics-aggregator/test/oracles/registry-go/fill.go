package main

import (
	"math"
	"math/rand"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// What the families of a registry are made of: ordinary and odd, from pools so small that registries meet.
var (
	names = []string{
		"jobs", "jobs_total", "queue_seconds", "queue_seconds_total", "size_bytes", "a:b", "_x", "build_info",
		"shop.orders_total", "größe", "a b\"c\\d", "wait.seconds", "latency_seconds", "😀_sum",
	}
	helps       = []string{"", "Help.", "Two\nlines, a \\ and a \"quote\".", "größer # than"}
	labelNames  = []string{"path", "zone", "service.name", "le_", "größe", "_y", "q\"\\"}
	labelValues = []string{"", "a", "/srv/{id}", "say \"hi\"\\\n", "größe 😀", "1.0", "# {x=\"y\"} 1", " ", "\x00"}
	numbers     = []float64{0, 1, 1.5, -2, 1e-7, 123456789, 1e21, math.MaxFloat64, math.SmallestNonzeroFloat64}
	odd         = []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1)}
	bounds      = [][]float64{{1, 2.5}, {0.005, 0.01, 1e6}, {-1, 0, 1}, {0.1, math.Inf(1)}, nil}
	created     = time.Unix(1_700_000_000, 123_456_789)
	observedAt  = time.UnixMilli(1_700_000_001_234)
)

func pick[T any](random *rand.Rand, pool []T) T { return pool[random.Intn(len(pool))] }

// number is any value of a gauge; rising is one that a counter takes.
func number(random *rand.Rand) float64 {
	if random.Intn(8) == 0 {
		return pick(random, odd)
	}
	return pick(random, numbers)
}

func rising(random *rand.Rand) float64 { return math.Abs(pick(random, numbers[:7])) }

func exemplar(random *rand.Rand) prometheus.Labels {
	if random.Intn(3) == 0 {
		return prometheus.Labels{}
	}
	return prometheus.Labels{"trace_id": pick(random, labelValues[:6]), "span": "b"}
}

// maker registers a family and gives what changes its values.
type maker func(random *rand.Rand, registry prometheus.Registerer, options prometheus.Opts, labels []string) func()

var makers = []maker{counter, gauge, untyped, summary, classic, native, fixed, fixedHistogram}

func fill(random *rand.Rand) (*prometheus.Registry, func()) {
	registry := prometheus.NewRegistry()
	var changes []func()
	for _, at := range random.Perm(len(names))[:1+random.Intn(5)] {
		options := prometheus.Opts{Name: names[at], Help: pick(random, helps)}
		var labels []string
		for _, label := range random.Perm(len(labelNames))[:random.Intn(3)] {
			labels = append(labels, labelNames[label])
		}
		changes = append(changes, pick(random, makers)(random, registry, options, labels))
	}
	return registry, func() {
		for _, change := range changes {
			change()
		}
	}
}

// labelSets are the children of a family, each once.
func labelSets(random *rand.Rand, labels []string) (sets [][]string) {
	if len(labels) == 0 {
		return [][]string{nil}
	}
	for _, at := range random.Perm(len(labelValues))[:1+random.Intn(3)] {
		set := []string{labelValues[at]}
		for range labels[1:] {
			set = append(set, pick(random, labelValues))
		}
		sets = append(sets, set)
	}
	return sets
}

// children does what do says to every child, now and whenever the values change.
func children(random *rand.Rand, labels []string, do func(set []string)) func() {
	sets := labelSets(random, labels)
	all := func() {
		for _, set := range sets {
			do(set)
		}
	}
	all()
	return all
}

func counter(random *rand.Rand, registry prometheus.Registerer, options prometheus.Opts, labels []string) func() {
	family := prometheus.NewCounterVec(prometheus.CounterOpts(options), labels)
	registry.MustRegister(family)
	return children(random, labels, func(set []string) {
		one := family.WithLabelValues(set...)
		if random.Intn(2) == 0 {
			one.Add(rising(random))
			return
		}
		one.(prometheus.ExemplarAdder).AddWithExemplar(rising(random), exemplar(random))
	})
}

func gauge(random *rand.Rand, registry prometheus.Registerer, options prometheus.Opts, labels []string) func() {
	family := prometheus.NewGaugeVec(prometheus.GaugeOpts(options), labels)
	registry.MustRegister(family)
	return children(random, labels, func(set []string) { family.WithLabelValues(set...).Set(number(random)) })
}

func untyped(random *rand.Rand, registry prometheus.Registerer, options prometheus.Opts, _ []string) func() {
	value := number(random)
	registry.MustRegister(prometheus.NewUntypedFunc(prometheus.UntypedOpts(options), func() float64 { return value }))
	return func() { value = number(random) }
}

func summary(random *rand.Rand, registry prometheus.Registerer, options prometheus.Opts, labels []string) func() {
	objectives := []map[float64]float64{nil, {0.5: 0.05, 0.99: 0.001}}
	family := prometheus.NewSummaryVec(prometheus.SummaryOpts{
		Name: options.Name, Help: options.Help, Objectives: pick(random, objectives),
	}, labels)
	registry.MustRegister(family)
	return children(random, labels, func(set []string) { family.WithLabelValues(set...).Observe(pick(random, numbers)) })
}

func classic(random *rand.Rand, registry prometheus.Registerer, options prometheus.Opts, labels []string) func() {
	return histogram(random, registry, labels, prometheus.HistogramOpts{
		Name: options.Name, Help: options.Help, Buckets: pick(random, bounds),
	})
}

// native has classic buckets beside its own now and then.
func native(random *rand.Rand, registry prometheus.Registerer, options prometheus.Opts, labels []string) func() {
	return histogram(random, registry, labels, prometheus.HistogramOpts{
		Name: options.Name, Help: options.Help, Buckets: pick(random, [][]float64{nil, nil, {0.1, 1}}),
		NativeHistogramBucketFactor:    pick(random, []float64{1.1, 2, 16}),
		NativeHistogramZeroThreshold:   pick(random, []float64{0, 0.5, prometheus.NativeHistogramZeroThresholdZero}),
		NativeHistogramMaxExemplars:    random.Intn(4) - 1,
		NativeHistogramMaxBucketNumber: 20,
	})
}

func histogram(random *rand.Rand, registry prometheus.Registerer, labels []string, options prometheus.HistogramOpts) func() {
	family := prometheus.NewHistogramVec(options, labels)
	registry.MustRegister(family)
	return children(random, labels, func(set []string) {
		one := family.WithLabelValues(set...)
		for range random.Intn(6) {
			if random.Intn(2) == 0 {
				one.Observe(pick(random, numbers[:7]))
				continue
			}
			one.(prometheus.ExemplarObserver).ObserveWithExemplar(pick(random, numbers[:7]), exemplar(random))
		}
	})
}

// collector gives metrics that were made elsewhere.
type collector func() []prometheus.Metric

func (collector) Describe(chan<- *prometheus.Desc) {}

func (collect collector) Collect(metrics chan<- prometheus.Metric) {
	for _, metric := range collect() {
		metrics <- metric
	}
}

// fixed has its own time.
func fixed(random *rand.Rand, registry prometheus.Registerer, options prometheus.Opts, labels []string) func() {
	description := prometheus.NewDesc(options.Name, options.Help, labels, nil)
	kind := pick(random, []prometheus.ValueType{prometheus.CounterValue, prometheus.GaugeValue, prometheus.UntypedValue})
	sets := labelSets(random, labels)
	value := rising(random)
	registry.MustRegister(collector(func() (metrics []prometheus.Metric) {
		for _, set := range sets {
			metric := prometheus.MustNewConstMetric(description, kind, value, set...)
			metrics = append(metrics, prometheus.NewMetricWithTimestamp(observedAt, metric))
		}
		return metrics
	}))
	return func() { value += rising(random) }
}

// fixedHistogram tells when it was made, in nanoseconds; native buckets lie on both sides of zero and have gaps.
func fixedHistogram(random *rand.Rand, registry prometheus.Registerer, options prometheus.Opts, labels []string) func() {
	description := prometheus.NewDesc(options.Name, options.Help, labels, nil)
	sets := labelSets(random, labels)
	isNative, isEmpty := random.Intn(2) == 0, random.Intn(3) == 0
	seen := int64(1)
	registry.MustRegister(collector(func() (metrics []prometheus.Metric) {
		for _, set := range sets {
			switch {
			case isNative && isEmpty:
				metrics = append(metrics, prometheus.MustNewConstNativeHistogram(
					description, 0, 0, nil, nil, 0, 3, 0, created, set...))
			case isNative:
				positive, negative := map[int]int64{-2: seen, 0: 2, 5: 1}, map[int]int64{1: 3}
				metrics = append(metrics, prometheus.MustNewConstNativeHistogram(
					description, uint64(seen+2+1+3+4), 12.5, positive, negative, 4, 2, 1e-128, created, set...))
			default:
				buckets := map[float64]uint64{0.5: 1, 1: uint64(seen)}
				metrics = append(metrics, prometheus.MustNewConstHistogramWithCreatedTimestamp(
					description, uint64(seen+1), 2.5, buckets, created, set...))
			}
		}
		return metrics
	}))
	return func() { seen += 1 + int64(random.Intn(5)) }
}
