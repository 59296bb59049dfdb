// Evaluates the expressions of a MutatingAdmissionPolicy with the implementation of CEL that the API server has. Lines of
// JSON: {conditions, expression, object} gives {matches, configuration} or {error}. Types called Object and below take any
// field here, but have to stand where their names say.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
)

type question struct {
	Conditions []string       `json:"conditions"`
	Expression string         `json:"expression"`
	Object     map[string]any `json:"object"`
}

type answer struct {
	Matches       bool   `json:"matches"`
	Configuration any    `json:"configuration,omitempty"`
	Error         string `json:"error,omitempty"`
}

const longestLine = 1 << 20

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, longestLine)
	output := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		given, err := evaluate(asked)
		if err != nil {
			given = answer{Error: err.Error()}
		}
		if err := output.Encode(given); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func evaluate(asked question) (answer, error) {
	environment, err := makeEnvironment()
	if err != nil {
		return answer{}, err
	}
	given := map[string]any{"object": asked.Object}
	for _, condition := range asked.Conditions {
		value, err := run(environment, condition, given)
		if err != nil {
			return answer{}, err
		}
		if value != types.True {
			return answer{Matches: false}, nil
		}
	}
	value, err := run(environment, asked.Expression, given)
	if err != nil {
		return answer{}, err
	}
	configuration, err := plain(value, "Object")
	return answer{Matches: true, Configuration: configuration}, err
}

func makeEnvironment() (*cel.Env, error) {
	registry, err := types.NewRegistry()
	if err != nil {
		return nil, err
	}
	return cel.NewEnv(
		cel.OptionalTypes(),
		cel.Variable("object", cel.DynType),
		cel.CustomTypeProvider(objects{registry}),
		cel.CustomTypeAdapter(registry),
	)
}

func run(environment *cel.Env, expression string, given map[string]any) (ref.Val, error) {
	checked, issues := environment.Compile(expression)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	program, err := environment.Program(checked)
	if err != nil {
		return nil, err
	}
	value, _, err := program.Eval(given)
	return value, err
}

// The types that the API server makes of the resource's schema, without the schema.
type objects struct{ *types.Registry }

func isObject(name string) bool {
	return name == "Object" || strings.HasPrefix(name, "Object.")
}

func (o objects) FindStructType(name string) (*types.Type, bool) {
	if isObject(name) {
		return types.NewTypeTypeWithParam(types.NewObjectType(name)), true
	}
	return o.Registry.FindStructType(name)
}

func (o objects) FindStructFieldType(name, field string) (*types.FieldType, bool) {
	if isObject(name) {
		return &types.FieldType{Type: types.DynType}, true
	}
	return o.Registry.FindStructFieldType(name, field)
}

func (o objects) NewValue(name string, fields map[string]ref.Val) ref.Val {
	if isObject(name) {
		return &object{name, fields}
	}
	return o.Registry.NewValue(name, fields)
}

// A value that knows its type's name and its fields, and nothing else.
type object struct {
	name   string
	fields map[string]ref.Val
}

func (o *object) ConvertToNative(reflect.Type) (any, error) {
	return nil, fmt.Errorf("%s is no native value", o.name)
}
func (o *object) ConvertToType(ref.Type) ref.Val { return types.NewErr("%s stays what it is", o.name) }
func (o *object) Equal(other ref.Val) ref.Val    { return types.Bool(ref.Val(o) == other) }
func (o *object) Type() ref.Type                 { return types.NewObjectType(o.name) }
func (o *object) Value() any                     { return o.fields }

// What JSON has for a value, which stands at the place.
func plain(value ref.Val, place string) (any, error) {
	switch value := value.(type) {
	case *object:
		if value.name != place {
			return nil, fmt.Errorf("%s stands at %s", value.name, place)
		}
		fields := map[string]any{}
		for name, field := range value.fields {
			made, err := plain(field, place+"."+name)
			if err != nil {
				return nil, err
			}
			fields[name] = made
		}
		return fields, nil
	default:
		return plainCollection(value, place)
	}
}

func plainCollection(value ref.Val, place string) (any, error) {
	switch native := value.Value().(type) {
	case []ref.Val:
		items := []any{}
		for _, item := range native {
			made, err := plain(item, place)
			if err != nil {
				return nil, err
			}
			items = append(items, made)
		}
		return items, nil
	case map[ref.Val]ref.Val:
		entries := map[string]any{}
		for key, entry := range native {
			made, err := plain(entry, place+"."+fmt.Sprint(key.Value()))
			if err != nil {
				return nil, err
			}
			entries[fmt.Sprint(key.Value())] = made
		}
		return entries, nil
	default:
		return native, nil
	}
}
