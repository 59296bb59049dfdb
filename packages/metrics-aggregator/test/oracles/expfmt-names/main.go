// Command expfmt-names writes families as client libraries of Go do, once with their names as they are and once by an
// escaping scheme: one JSON object a line in, one out.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"google.golang.org/protobuf/proto"
)

type question struct {
	Name     string   `json:"name"`
	Type     string   `json:"type"`
	Labels   []string `json:"labels"`
	Format   string   `json:"format"`
	Escaping string   `json:"escaping"`
}

type answer struct {
	AsItIs  string `json:"asItIs"`
	Escaped string `json:"escaped"`
}

var formats = map[string]expfmt.Format{
	"text":        expfmt.NewFormat(expfmt.TypeTextPlain),
	"openmetrics": expfmt.NewFormat(expfmt.TypeOpenMetrics),
}

var schemes = map[string]model.EscapingScheme{
	"underscores": model.UnderscoreEscaping,
	"dots":        model.DotsEscaping,
	"values":      model.ValueEncodingEscaping,
}

func metric(asked question) *dto.Metric {
	made := &dto.Metric{}
	for _, name := range asked.Labels {
		made.Label = append(made.Label, &dto.LabelPair{Name: proto.String(name), Value: proto.String("v")})
	}
	switch asked.Type {
	case "COUNTER":
		made.Counter = &dto.Counter{Value: proto.Float64(1)}
	case "GAUGE":
		made.Gauge = &dto.Gauge{Value: proto.Float64(1)}
	case "UNTYPED":
		made.Untyped = &dto.Untyped{Value: proto.Float64(1)}
	case "SUMMARY":
		quantile := &dto.Quantile{Quantile: proto.Float64(0.5), Value: proto.Float64(1)}
		made.Summary = &dto.Summary{SampleCount: proto.Uint64(1), SampleSum: proto.Float64(1), Quantile: []*dto.Quantile{quantile}}
	case "HISTOGRAM":
		bucket := &dto.Bucket{UpperBound: proto.Float64(1), CumulativeCount: proto.Uint64(1)}
		made.Histogram = &dto.Histogram{SampleCount: proto.Uint64(1), SampleSum: proto.Float64(1), Bucket: []*dto.Bucket{bucket}}
	}
	return made
}

func write(asked question, scheme model.EscapingScheme) (string, error) {
	kind := dto.MetricType(dto.MetricType_value[asked.Type])
	family := &dto.MetricFamily{Name: proto.String(asked.Name), Type: &kind, Metric: []*dto.Metric{metric(asked)}}
	var body bytes.Buffer
	encoder := expfmt.NewEncoder(&body, formats[asked.Format].WithEscapingScheme(scheme))
	if err := encoder.Encode(family); err != nil {
		return "", err
	}
	err := encoder.(io.Closer).Close()
	return body.String(), err
}

func run() error {
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var asked question
		if err := in.Decode(&asked); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		asItIs, err := write(asked, model.NoEscaping)
		if err != nil {
			return err
		}
		escaped, err := write(asked, schemes[asked.Escaping])
		if err != nil {
			return err
		}
		if err := out.Encode(answer{asItIs, escaped}); err != nil {
			return err
		}
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
