// Command textparse reads documents as a Prometheus server of today does: with its own reader, followed by the
// checks of its scrape loop and its storage before a sample is kept.
package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/textparse"
	"metrics-aggregator.test/answers"
)

var mediaTypes = map[string]string{
	"text":        "text/plain",
	"openmetrics": "application/openmetrics-text",
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

func read(document answers.Document) error {
	parser, err := textparse.New(document.Body, mediaTypes[document.Format], labels.NewSymbolTable(), textparse.ParserOptions{})
	if err != nil {
		return err
	}
	for {
		entry, err := parser.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if entry != textparse.EntrySeries {
			continue
		}
		var set labels.Labels
		parser.Labels(&set)
		if err := keep(set); err != nil {
			return err
		}
	}
}

func main() {
	answers.Serve(read)
}
