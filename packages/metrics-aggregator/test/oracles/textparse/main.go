// Command textparse reads documents as a Prometheus server of today does: with its own reader, followed by the
// checks of its scrape loop and its storage before a sample is kept.
package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/prometheus/common/model"
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
	if !set.Has(model.MetricNameLabel) {
		return errors.New("metric name label missing")
	}
	if !set.IsValid(model.UTF8Validation) {
		return fmt.Errorf("invalid metric name or label names: %s", set)
	}
	if name, twice := set.HasDuplicateLabelNames(); twice {
		return fmt.Errorf("label name %q is not unique", name)
	}
	return nil
}

// keepHistogram is what the storage asks of a native histogram; it is no number, so no sample comes of it.
func keepHistogram(parser textparse.Parser) error {
	_, _, whole, float := parser.Histogram()
	if whole != nil {
		return whole.Validate()
	}
	return float.Validate()
}

func read(document answers.Document) (samples []answers.Sample, err error) {
	parser, err := textparse.New(document.Body, mediaTypes[document.Format], labels.NewSymbolTable(), textparse.ParserOptions{})
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
		parser.Labels(&set)
		if err := keep(set); err != nil {
			return nil, err
		}
		if entry == textparse.EntryHistogram {
			if err := keepHistogram(parser); err != nil {
				return nil, err
			}
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
