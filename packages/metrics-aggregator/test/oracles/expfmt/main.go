// Command expfmt reads documents as the readers of prometheus/common do, which promtool, the
// Pushgateway, Telegraf and others are built on.
package main

import (
	"bytes"
	"errors"
	"io"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"metrics-aggregator.test/answers"
)

// Names are held to the classic set where the document promises to need no quotes.
func read(document answers.Document) ([]answers.Sample, error) {
	if document.Format == "protobuf" {
		return nil, readMessages(document.Body)
	}
	names := model.LegacyValidation
	if document.HasQuotedNames {
		names = model.UTF8Validation
	}
	parser := expfmt.NewTextParser(names)
	_, err := parser.TextToMetricFamilies(bytes.NewReader(document.Body))
	return nil, err
}

// Families come one by one; names may be any UTF-8, as where no escaping was asked for.
func readMessages(body []byte) error {
	format := expfmt.NewFormat(expfmt.TypeProtoDelim).WithEscapingScheme(model.NoEscaping)
	decoder := expfmt.NewDecoder(bytes.NewReader(body), format)
	for {
		err := decoder.Decode(&dto.MetricFamily{})
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func main() {
	answers.Serve(read)
}
