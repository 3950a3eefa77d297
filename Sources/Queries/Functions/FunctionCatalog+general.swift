extension FunctionCatalog {
    static let generalFunctions: [QueryFunction] = [
        QueryFunction(
            "ispresent",
            "field",
            1...1,
            .boolean,
            "whether the field exists",
            .pure { .boolean(!$0[0].isNull) }
        ),
        QueryFunction(
            "coalesce",
            "x, …",
            1...FunctionCatalog.anyCount,
            .any,
            resultArgument: 0,
            "the first that is not null",
            .pure { $0.first { !$0.isNull } ?? .null }
        ),
        QueryFunction(
            "case",
            "condition, value, …[, default]",
            2...21,
            .any,
            resultArgument: 1,
            "the value of the first condition that holds",
            .pure(firstHolding)
        ),
        QueryFunction(
            "if",
            "condition, value, otherwise",
            3...3,
            .any,
            resultArgument: 1,
            "one value or the other",
            .pure { $0[0].truth == true ? $0[1] : $0[2] }
        ),
        QueryFunction(
            "isNumeric",
            "x",
            1...1,
            .boolean,
            "whether the value is a number",
            .pure { .boolean($0[0].number != nil && !$0[0].isBoolean) }
        ),
        QueryFunction(
            "messageSize",
            "text",
            1...1,
            .number,
            "the length in bytes",
            .text { .number(Double($0.utf8.count)) }
        ),
        QueryFunction(
            "queryStartTime",
            "",
            0...0,
            .number,
            "the beginning of the window, in milliseconds since 1970",
            .context { .number($0.start) }
        ),
        QueryFunction(
            "queryEndTime",
            "",
            0...0,
            .number,
            "the end of the window, in milliseconds since 1970",
            .context { .number($0.end) }
        ),
        QueryFunction(
            "queryTimeRange",
            "",
            0...0,
            .number,
            "the length of the window in milliseconds",
            .context { .number($0.end - $0.start) }
        ),
    ]
}

/// The value behind the first condition that holds, else the odd one at the end.
private func firstHolding(_ arguments: [QueryValue]) -> QueryValue {
    for index in stride(from: 0, to: arguments.count - 1, by: 2)
    where arguments[index].truth == true {
        return arguments[index + 1]
    }
    return arguments.count.isMultiple(of: 2) ? .null : arguments[arguments.count - 1]
}
