extension QueryParser {
    /// Checks the arguments that must be written out: periods, percentages, counts, patterns. Caps
    /// the periods of `bin` and its like, and says so.
    mutating func check(
        _ call: inout FunctionCall,
        of function: QueryFunction
    ) throws(QueryError) {
        if let index = function.periodArgument { try checkPeriod(index, of: &call) }
        switch function.name {
        case "pct": try checkNumber(1, of: call, in: 0...100, "a percentage")
        case "topk": try checkNumber(0, of: call, in: 1...10_000, "a whole number", isWhole: true)
        case "histogram":
            try checkNumber(1, of: call, in: 1...1000, "a whole number", isWhole: true)
        case "regexReplace":
            try checkText(1, of: call) { (pattern, range) throws(QueryError) in
                try checkRegex(pattern, at: range)
            }
        case "parseDate", "formatDate":
            try checkText(2, of: call) { (zone, range) throws(QueryError) in
                guard zoneOffset(zone) == nil else { return }
                throw QueryError(
                    "'\(zone)' is no zone that is known here",
                    at: range,
                    hint: "\"UTC\", or an offset: \"+02:00\""
                )
            }
        case "isIpInSubnet", "isIpv4InSubnet", "isIpv6InSubnet":
            try checkText(1, of: call) { (subnet, range) throws(QueryError) in
                guard Subnet(subnet) == nil else { return }
                throw QueryError(
                    "'\(subnet)' is no subnet",
                    at: range,
                    hint: "as in: \"10.0.0.0/8\""
                )
            }
        default: break
        }
    }

    /// Checks an argument that is written out as text.
    private func checkText(
        _ index: Int,
        of call: FunctionCall,
        _ body: (String, Range<Int>) throws(QueryError) -> Void
    ) throws(QueryError) {
        guard index < call.arguments.count,
            case .literal(.string(let text)) = call.arguments[index].node
        else { return }
        try body(text, call.arguments[index].range)
    }

    private mutating func checkPeriod(
        _ index: Int,
        of call: inout FunctionCall
    ) throws(QueryError) {
        let argument = call.arguments[index]
        guard case .period(let period) = argument.node, period.count > 0 else {
            throw QueryError(
                "\(call.name) needs a period, such as 5m",
                at: argument.range,
                hint: "as in: \(call.name)(\(index == 0 ? "" : "@timestamp, ")5m)"
            )
        }
        if call.name == "rate" {
            guard period.milliseconds == nil else { return }
            throw QueryError(
                "rate needs a period of fixed length",
                at: argument.range,
                hint: "as in: rate(x, 1m)"
            )
        }
        guard period.capped != period else { return }
        call.arguments[index].node = .period(period.capped)
        warnings.append(
            QueryError(
                "\(period.text) is capped: it counts as \(period.capped.text)",
                at: argument.range,
                hint: period.respelled.map { "\(call.name)(\(index == 0 ? "" : "…, ")\($0.text))" }
            )
        )
    }

    private func checkNumber(
        _ index: Int,
        of call: FunctionCall,
        in range: ClosedRange<Int>,
        _ what: String,
        isWhole: Bool = false
    ) throws(QueryError) {
        let argument = call.arguments[index]
        if case .literal(.number(let number)) = argument.node,
            number >= Double(range.lowerBound), number <= Double(range.upperBound),
            !isWhole || number == number.rounded()
        {
            return
        }
        throw QueryError(
            "\(call.name) needs \(what) from \(range.lowerBound) to \(range.upperBound) here",
            at: argument.range,
            hint:
                "as in: \(call.name)(\(index == 0 ? "3, status" : "duration, \(min(95, range.upperBound))"))"
        )
    }
}

extension Period {
    /// The most of each unit that `bin`, `datefloor` and `dateceil` take; more counts as so many.
    /// - SeeAlso: [Datetime functions](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html):
    ///   «The cap for `ms` is 1000, the caps for `s` and `m` are 60, and the cap for `h` is 24.»
    public var capped: Period {
        let cap: Int64? =
            switch unit {
            case .millisecond: 1000
            case .second, .minute: 60
            case .hour: 24
            case .day, .week, .month, .quarter, .year: nil
            }
        return Period(count: min(count, cap ?? count), unit: unit)
    }

    /// The same length in a unit that is not capped, if there is one.
    var respelled: Period? {
        guard let length = milliseconds else { return nil }
        let units: [Unit] = [.second, .minute, .hour, .day]
        for unit in units {
            guard let one = unit.milliseconds, length % one == 0 else { continue }
            let period = Period(count: length / one, unit: unit)
            if period.capped == period { return period }
        }
        return nil
    }
}
