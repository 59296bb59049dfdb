// Command registry-go makes registries of Go's client library out of seeds, and writes each in every format that the
// library speaks, twice: as it is, and after some of its values have changed. One JSON object a line in, one out.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"os"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

type question struct {
	ID   int   `json:"id"`
	Seed int64 `json:"seed"`
}

type page struct {
	Format string `json:"format"`
	First  []byte `json:"first"`
	Second []byte `json:"second"`
}

type answer struct {
	ID    int    `json:"id"`
	Pages []page `json:"pages"`
}

var formats = []struct {
	name    string
	format  expfmt.Format
	options []expfmt.EncoderOption
}{
	{"text", expfmt.NewFormat(expfmt.TypeTextPlain), nil},
	{"openmetrics", expfmt.NewFormat(expfmt.TypeOpenMetrics), nil},
	{"openmetrics", expfmt.NewFormat(expfmt.TypeOpenMetrics), []expfmt.EncoderOption{expfmt.WithCreatedLines()}},
	{"protobuf", expfmt.NewFormat(expfmt.TypeProtoDelim), nil},
}

// write encodes what the registry gathers now; escaped names are those of a scrape that takes no others.
func write(registry *prometheus.Registry, scheme model.EscapingScheme) ([][]byte, error) {
	families, err := registry.Gather()
	if err != nil {
		return nil, err
	}
	var bodies [][]byte
	for _, each := range formats {
		var body bytes.Buffer
		encoder := expfmt.NewEncoder(&body, each.format.WithEscapingScheme(scheme), each.options...)
		for _, family := range families {
			if err := encoder.Encode(family); err != nil {
				return nil, fmt.Errorf("%s as %s: %w", family.GetName(), each.name, err)
			}
		}
		if closer, ok := encoder.(io.Closer); ok {
			if err := closer.Close(); err != nil {
				return nil, err
			}
		}
		bodies = append(bodies, body.Bytes())
	}
	return bodies, nil
}

func pagesOf(seed int64) (pages []page, err error) {
	random := rand.New(rand.NewSource(seed))
	registry, change := fill(random)
	schemes := []model.EscapingScheme{model.NoEscaping, model.NoEscaping, model.UnderscoreEscaping, model.ValueEncodingEscaping}
	scheme := schemes[random.Intn(len(schemes))]
	first, err := write(registry, scheme)
	if err != nil {
		return nil, err
	}
	change()
	second, err := write(registry, scheme)
	if err != nil {
		return nil, err
	}
	for at, each := range formats {
		pages = append(pages, page{each.name, first[at], second[at]})
	}
	return pages, nil
}

func run() error {
	in, out := json.NewDecoder(bufio.NewReader(os.Stdin)), json.NewEncoder(os.Stdout)
	for {
		var asked question
		if err := in.Decode(&asked); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		pages, err := pagesOf(asked.Seed)
		if err != nil {
			return fmt.Errorf("seed %d: %w", asked.Seed, err)
		}
		if err := out.Encode(answer{asked.ID, pages}); err != nil {
			return err
		}
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
