module metrics-aggregator.test/answers

go 1.21
