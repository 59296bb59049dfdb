// Command expfmt reads documents as the text reader of prometheus/common does, which promtool, the
// Pushgateway, Telegraf and others are built on.
package main

import (
	"bytes"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"metrics-aggregator.test/answers"
)

// Names are held to the classic set where the document promises to need no quotes.
func read(document answers.Document) ([]answers.Sample, error) {
	names := model.LegacyValidation
	if document.HasQuotedNames {
		names = model.UTF8Validation
	}
	parser := expfmt.NewTextParser(names)
	_, err := parser.TextToMetricFamilies(bytes.NewReader(document.Body))
	return nil, err
}

func main() {
	answers.Serve(read)
}
