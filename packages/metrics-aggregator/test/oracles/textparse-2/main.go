// Command textparse-2 reads documents as a Prometheus server of the second major version does (2.42, which
// Debian 12 ships): no quoted names, and exemplars only on certain sample names.
package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/textparse"
	"metrics-aggregator.test/answers"
)

var mediaTypes = map[string]string{
	"text":        "text/plain",
	"openmetrics": "application/openmetrics-text",
	"protobuf":    "application/vnd.google.protobuf",
}

// keep restates the checks that follow the reader, because the server does not export them.
func keep(set labels.Labels) error {
	if !set.Has(labels.MetricName) {
		return errors.New("metric name label missing")
	}
	if name, twice := set.HasDuplicateLabelNames(); twice {
		return fmt.Errorf("label name %q is not unique", name)
	}
	return nil
}

func read(document answers.Document) (samples []answers.Sample, err error) {
	parser, err := textparse.New(document.Body, mediaTypes[document.Format])
	if err != nil {
		return nil, err
	}
	for {
		entry, err := parser.Next()
		if errors.Is(err, io.EOF) {
			return samples, nil
		}
		if err != nil {
			return nil, err
		}
		if entry != textparse.EntrySeries && entry != textparse.EntryHistogram {
			continue
		}
		var set labels.Labels
		parser.Metric(&set)
		if err := keep(set); err != nil {
			return nil, err
		}
		// A native histogram is no number, so no sample comes of it.
		if entry == textparse.EntryHistogram {
			continue
		}
		_, timestamp, value := parser.Series()
		samples = append(samples, sampleOf(set, value, timestamp))
	}
}

func sampleOf(set labels.Labels, value float64, timestamp *int64) answers.Sample {
	sample := answers.Sample{Value: strconv.FormatFloat(value, 'g', -1, 64), Timestamp: timestamp}
	set.Range(func(label labels.Label) {
		sample.Labels = append(sample.Labels, [2]string{label.Name, label.Value})
	})
	return sample
}

func main() {
	answers.Serve(read)
}
