extension FunctionCatalog {
    static let timeFunctions: [QueryFunction] = [
        QueryFunction(
            "bin",
            "period",
            1...1,
            .timestamp,
            periodArgument: 0,
            "@timestamp, rounded down to the period",
            .period { $1.floor($0) }
        ),
        QueryFunction(
            "datefloor",
            "time, period",
            2...2,
            .timestamp,
            periodArgument: 1,
            "the time, rounded down to the period",
            .period { $1.floor($0) }
        ),
        QueryFunction(
            "dateceil",
            "time, period",
            2...2,
            .timestamp,
            periodArgument: 1,
            "the time, rounded up to the period",
            .period { $1.ceiling($0) }
        ),
        QueryFunction(
            "fromMillis",
            "milliseconds",
            1...1,
            .timestamp,
            "milliseconds since 1970 as a time",
            .number { $0 }
        ),
        QueryFunction(
            "toMillis",
            "time",
            1...1,
            .number,
            "the time as milliseconds since 1970",
            .number { $0.rounded(.down) }
        ),
        QueryFunction(
            "now",
            "",
            0...0,
            .number,
            "when the query began, in seconds since 1970",
            .context { .number(($0.now / 1000).rounded(.down)) }
        ),
        QueryFunction(
            "parseDate",
            "text, format[, zone]",
            2...3,
            .number,
            "the milliseconds since 1970 of a date, by a Java pattern: yyyy-MM-dd",
            .pure(parseDate)
        ),
        QueryFunction(
            "formatDate",
            aliases: ["strftime"],
            "time, format[, zone]",
            2...3,
            .string,
            "the time by an strftime pattern: %Y-%m-%d",
            .pure(formatDate)
        ),
    ]
}

private func parseDate(_ arguments: [QueryValue]) -> QueryValue {
    guard let text = arguments[0].text, let format = arguments[1].text,
        let zone = arguments.count > 2 ? arguments[2].text.flatMap(zoneOffset) : 0
    else { return .null }
    return QueryValue(DatePattern.java(format).parse(text, zone: zone))
}

/// A format with a `%` is one of strftime, another one of Java.
private func formatDate(_ arguments: [QueryValue]) -> QueryValue {
    guard let time = arguments[0].number, let format = arguments[1].text,
        let zone = arguments.count > 2 ? arguments[2].text.flatMap(zoneOffset) : 0
    else { return .null }
    let pattern =
        format.utf8.contains(UInt8(ascii: "%")) ? DatePattern.strftime(format) : .java(format)
    return QueryValue(pattern.format(time, zone: zone))
}
