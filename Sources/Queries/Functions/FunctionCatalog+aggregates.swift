extension FunctionCatalog {
    static let aggregates: [QueryFunction] = [
        QueryFunction(
            "count",
            "[field]",
            0...1,
            .number,
            "how many rows, or how many that have the field",
            .aggregate { _ in CountAccumulator() }
        ),
        QueryFunction(
            "countDistinct",
            aliases: ["count_distinct"],
            "field",
            1...1,
            .number,
            "how many different values",
            .aggregate { _ in DistinctAccumulator(.count) }
        ),
        QueryFunction("sum", "x", 1...1, .number, "the sum", .aggregate { _ in SumAccumulator() }),
        QueryFunction(
            "avg",
            "x",
            1...1,
            .number,
            "the mean",
            .aggregate { _ in MomentsAccumulator(.mean) }
        ),
        QueryFunction(
            "min",
            "x",
            1...1,
            .any,
            resultArgument: 0,
            "the smallest value",
            .aggregate { _ in ExtremeAccumulator(.ascending, comparison: valueOrder) }
        ),
        QueryFunction(
            "max",
            "x",
            1...1,
            .any,
            resultArgument: 0,
            "the largest value",
            .aggregate { _ in ExtremeAccumulator(.descending, comparison: valueOrder) }
        ),
        QueryFunction(
            "pct",
            aliases: ["percentile"],
            "x, percent",
            2...2,
            .any,
            resultArgument: 0,
            "the value that so many percent do not exceed",
            .aggregate { _ in PercentileAccumulator() }
        ),
        QueryFunction(
            "stddev",
            "x",
            1...1,
            .number,
            "the standard deviation of the whole population",
            .aggregate { _ in MomentsAccumulator(.deviation) }
        ),
        QueryFunction(
            "variance",
            "x",
            1...1,
            .number,
            "the variance of the whole population",
            .aggregate { _ in MomentsAccumulator(.variance) }
        ),
        QueryFunction(
            "values",
            aliases: ["collect_values"],
            "field",
            1...1,
            .structure,
            "the list of the different values",
            .aggregate { _ in DistinctAccumulator(.list) }
        ),
        QueryFunction(
            "topk",
            "k, field",
            2...2,
            .structure,
            "the list of the k most frequent values",
            .aggregate { _ in FrequencyAccumulator() }
        ),
        QueryFunction(
            "earliest",
            "field",
            1...1,
            .any,
            resultArgument: 0,
            "the value in the row with the earliest @timestamp",
            .aggregate { _ in MomentAccumulator(isLatest: false) }
        ),
        QueryFunction(
            "latest",
            "field",
            1...1,
            .any,
            resultArgument: 0,
            "the value in the row with the latest @timestamp",
            .aggregate { _ in MomentAccumulator(isLatest: true) }
        ),
        QueryFunction(
            "sortsFirst",
            "field",
            1...1,
            .any,
            resultArgument: 0,
            "the value that sort puts first",
            .aggregate { _ in ExtremeAccumulator(.ascending, comparison: naturalOrder) }
        ),
        QueryFunction(
            "sortsLast",
            "field",
            1...1,
            .any,
            resultArgument: 0,
            "the value that sort puts last",
            .aggregate { _ in ExtremeAccumulator(.descending, comparison: naturalOrder) }
        ),
        QueryFunction(
            "rate",
            "x, period",
            2...2,
            .number,
            periodArgument: 1,
            "how much the value grows in each period",
            .aggregate { RateAccumulator(period: $0) }
        ),
        QueryFunction(
            "countOverTime",
            aliases: ["count_over_time"],
            "field",
            1...1,
            .number,
            "how many rows have the field; with by bin(…)",
            .aggregate { _ in CountAccumulator() }
        ),
        QueryFunction(
            "sumOverTime",
            aliases: ["sum_over_time"],
            "x",
            1...1,
            .number,
            "the sum; with by bin(…)",
            .aggregate { _ in SumAccumulator() }
        ),
        QueryFunction(
            "histogram",
            "x, buckets",
            2...2,
            .structure,
            "how many values are in each of so many equal ranges",
            .aggregate { _ in HistogramAccumulator() }
        ),
    ]
}
