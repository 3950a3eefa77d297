import Flows

/// Every function of the language.
///
/// - SeeAlso: [functions](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html),
///   [aggregates](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html)
public enum FunctionCatalog {
    /// Stands for no upper bound on the number of arguments.
    static let anyCount = 100

    public static let functions: [QueryFunction] = [
        QueryFunction("abs", "x", 1...1, .number, "the absolute value"),
        QueryFunction("ceil", "x", 1...1, .number, "the smallest whole number not below x"),
        QueryFunction("floor", "x", 1...1, .number, "the largest whole number not above x"),
        QueryFunction("greatest", "x, …", 1...anyCount, .number, "the largest of the numbers"),
        QueryFunction("least", "x, …", 1...anyCount, .number, "the smallest of the numbers"),
        QueryFunction("log", aliases: ["ln"], "x", 1...1, .number, "the natural logarithm"),
        QueryFunction(
            "round",
            "x[, digits]",
            1...2,
            .number,
            "x rounded to whole numbers, or to so many decimals"
        ),
        QueryFunction("sqrt", "x", 1...1, .number, "the square root"),
        QueryFunction(
            "haversine",
            "lat1, lon1, lat2, lon2",
            4...4,
            .number,
            "kilometres between two places on the globe"
        ),
        QueryFunction(
            "toNumber",
            "x",
            1...1,
            .number,
            "the number that a text is; null for other text"
        ),
        QueryFunction("toInt", "x", 1...1, .number, "a whole number of 32 bits; null beyond"),
        QueryFunction("toLong", "x", 1...1, .number, "a whole number of 64 bits; null beyond"),
        QueryFunction("toDouble", "x", 1...1, .number, "a number with a fraction"),
        QueryFunction("isempty", "text", 1...1, .number, "1 when missing or empty, else 0"),
        QueryFunction(
            "isblank",
            "text",
            1...1,
            .number,
            "1 when missing, empty or only white space, else 0"
        ),
        QueryFunction("concat", "text, …", 1...anyCount, .string, "the texts one after the other"),
        QueryFunction(
            "ltrim",
            "text[, characters]",
            1...2,
            .string,
            "without white space, or these characters, on the left"
        ),
        QueryFunction(
            "rtrim",
            "text[, characters]",
            1...2,
            .string,
            "without white space, or these characters, on the right"
        ),
        QueryFunction(
            "trim",
            "text[, characters]",
            1...2,
            .string,
            "without white space, or these characters, on both sides"
        ),
        QueryFunction("strlen", "text", 1...1, .number, "the length in Unicode code points"),
        QueryFunction("toupper", "text", 1...1, .string, "in capital letters"),
        QueryFunction("tolower", "text", 1...1, .string, "in small letters"),
        QueryFunction(
            "substr",
            "text, start[, length]",
            2...3,
            .string,
            "a part, counted from 0 in code points"
        ),
        QueryFunction(
            "replace",
            "text, part, by",
            3...3,
            .string,
            "every occurrence of a part replaced"
        ),
        QueryFunction(
            "regexReplace",
            aliases: ["regex_replace"],
            "text, regex, by",
            3...3,
            .string,
            "every match of a regular expression replaced"
        ),
        QueryFunction(
            "strcontains",
            "text, part[, ignoreCase]",
            2...3,
            .number,
            "1 when the text holds the part, else 0"
        ),
        QueryFunction(
            "startsWith",
            "text, part",
            2...2,
            .number,
            "1 when the text begins with the part, else 0"
        ),
        QueryFunction(
            "endsWith",
            "text, part",
            2...2,
            .number,
            "1 when the text ends with the part, else 0"
        ),
        QueryFunction("urlencode", "text", 1...1, .string, "percent-encoded"),
        QueryFunction("urldecode", "text", 1...1, .string, "percent-decoded"),
        QueryFunction("base64encode", "text", 1...1, .string, "in base64"),
        QueryFunction(
            "base64decode",
            "text",
            1...1,
            .string,
            "out of base64; null when it is none"
        ),
        QueryFunction(
            "split",
            "text, separator",
            2...2,
            .structure,
            "the list of the parts between separators"
        ),
        QueryFunction(
            "hexToAscii",
            "hex",
            1...1,
            .string,
            "the text that hexadecimal digits spell"
        ),
        QueryFunction("hexToDec", "hex", 1...1, .number, "the number that hexadecimal digits are"),
        QueryFunction("decToHex", "x", 1...1, .string, "0x and hexadecimal digits"),
        QueryFunction(
            "bin",
            "period",
            1...1,
            .timestamp,
            periodArgument: 0,
            "@timestamp, rounded down to the period"
        ),
        QueryFunction(
            "datefloor",
            "time, period",
            2...2,
            .timestamp,
            periodArgument: 1,
            "the time, rounded down to the period"
        ),
        QueryFunction(
            "dateceil",
            "time, period",
            2...2,
            .timestamp,
            periodArgument: 1,
            "the time, rounded up to the period"
        ),
        QueryFunction(
            "fromMillis",
            "milliseconds",
            1...1,
            .timestamp,
            "milliseconds since 1970 as a time"
        ),
        QueryFunction("toMillis", "time", 1...1, .number, "the time as milliseconds since 1970"),
        QueryFunction("now", "", 0...0, .number, "when the query began, in seconds since 1970"),
        QueryFunction(
            "parseDate",
            "text, format[, zone]",
            2...3,
            .number,
            "the milliseconds since 1970 of a date, by a Java pattern: yyyy-MM-dd"
        ),
        QueryFunction(
            "formatDate",
            aliases: ["strftime"],
            "time, format[, zone]",
            2...3,
            .string,
            "the time by an strftime pattern: %Y-%m-%d"
        ),
        QueryFunction("ispresent", "field", 1...1, .boolean, "whether the field exists"),
        QueryFunction(
            "coalesce",
            "x, …",
            1...anyCount,
            .any,
            resultArgument: 0,
            "the first that is not null"
        ),
        QueryFunction(
            "case",
            "condition, value, …[, default]",
            2...21,
            .any,
            resultArgument: 1,
            "the value of the first condition that holds"
        ),
        QueryFunction(
            "if",
            "condition, value, otherwise",
            3...3,
            .any,
            resultArgument: 1,
            "one value or the other"
        ),
        QueryFunction("isNumeric", "x", 1...1, .boolean, "whether the value is a number"),
        QueryFunction("messageSize", "text", 1...1, .number, "the length in bytes"),
        QueryFunction(
            "queryStartTime",
            "",
            0...0,
            .number,
            "the beginning of the window, in milliseconds since 1970"
        ),
        QueryFunction(
            "queryEndTime",
            "",
            0...0,
            .number,
            "the end of the window, in milliseconds since 1970"
        ),
        QueryFunction(
            "queryTimeRange",
            "",
            0...0,
            .number,
            "the length of the window in milliseconds"
        ),
        QueryFunction(
            "jsonParse",
            "text",
            1...1,
            .structure,
            "the map or list that a JSON text is"
        ),
        QueryFunction("jsonStringify", "x", 1...1, .string, "a map or list as JSON text"),
        QueryFunction("jsonArraySize", "list", 1...1, .number, "how many elements a list has"),
        QueryFunction(
            "jsonArrayContains",
            "list, value",
            2...2,
            .boolean,
            "whether a list holds the value"
        ),
        QueryFunction("isValidIp", "ip", 1...1, .boolean, "whether it is an IPv4 or IPv6 address"),
        QueryFunction("isValidIpV4", "ip", 1...1, .boolean, "whether it is an IPv4 address"),
        QueryFunction("isValidIpV6", "ip", 1...1, .boolean, "whether it is an IPv6 address"),
        QueryFunction(
            "isIpInSubnet",
            "ip, subnet",
            2...2,
            .boolean,
            "whether the address is in the subnet: 10.0.0.0/8, 2001:db8::/32"
        ),
        QueryFunction(
            "isIpv4InSubnet",
            "ip, subnet",
            2...2,
            .boolean,
            "whether the IPv4 address is in the subnet"
        ),
        QueryFunction(
            "isIpv6InSubnet",
            "ip, subnet",
            2...2,
            .boolean,
            "whether the IPv6 address is in the subnet"
        ),
        QueryFunction(
            "ipv4ToNumber",
            "ip",
            1...1,
            .number,
            "the IPv4 address as a number of 32 bits"
        ),
        QueryFunction(
            "isPrivateIP",
            "ip",
            1...1,
            .boolean,
            "whether the address is of a private network (RFC 1918, fc00::/7)"
        ),
        QueryFunction(
            "isPublicIP",
            "ip",
            1...1,
            .boolean,
            "whether the address is routed on the Internet"
        ),
        QueryFunction(
            "isReservedIP",
            "ip",
            1...1,
            .boolean,
            "whether the address is of a range with a special use"
        ),
        QueryFunction("md5", "text", 1...1, .string, "the MD5 digest in hexadecimal digits"),
        QueryFunction("sha256", "text", 1...1, .string, "the SHA-256 digest in hexadecimal digits"),
        QueryFunction(
            "count",
            "[field]",
            0...1,
            isAggregate: true,
            .number,
            "how many rows, or how many that have the field"
        ),
        QueryFunction(
            "countDistinct",
            aliases: ["count_distinct"],
            "field",
            1...1,
            isAggregate: true,
            .number,
            "how many different values"
        ),
        QueryFunction("sum", "x", 1...1, isAggregate: true, .number, "the sum"),
        QueryFunction("avg", "x", 1...1, isAggregate: true, .number, "the mean"),
        QueryFunction(
            "min",
            "x",
            1...1,
            isAggregate: true,
            .any,
            resultArgument: 0,
            "the smallest value"
        ),
        QueryFunction(
            "max",
            "x",
            1...1,
            isAggregate: true,
            .any,
            resultArgument: 0,
            "the largest value"
        ),
        QueryFunction(
            "pct",
            aliases: ["percentile"],
            "x, percent",
            2...2,
            isAggregate: true,
            .any,
            resultArgument: 0,
            "the value that so many percent do not exceed"
        ),
        QueryFunction(
            "stddev",
            "x",
            1...1,
            isAggregate: true,
            .number,
            "the standard deviation of the whole population"
        ),
        QueryFunction(
            "variance",
            "x",
            1...1,
            isAggregate: true,
            .number,
            "the variance of the whole population"
        ),
        QueryFunction(
            "values",
            aliases: ["collect_values"],
            "field",
            1...1,
            isAggregate: true,
            .structure,
            "the list of the different values"
        ),
        QueryFunction(
            "topk",
            "k, field",
            2...2,
            isAggregate: true,
            .structure,
            "the list of the k most frequent values"
        ),
        QueryFunction(
            "earliest",
            "field",
            1...1,
            isAggregate: true,
            .any,
            resultArgument: 0,
            "the value in the row with the earliest @timestamp"
        ),
        QueryFunction(
            "latest",
            "field",
            1...1,
            isAggregate: true,
            .any,
            resultArgument: 0,
            "the value in the row with the latest @timestamp"
        ),
        QueryFunction(
            "sortsFirst",
            "field",
            1...1,
            isAggregate: true,
            .any,
            resultArgument: 0,
            "the value that sort puts first"
        ),
        QueryFunction(
            "sortsLast",
            "field",
            1...1,
            isAggregate: true,
            .any,
            resultArgument: 0,
            "the value that sort puts last"
        ),
        QueryFunction(
            "rate",
            "x, period",
            2...2,
            isAggregate: true,
            .number,
            periodArgument: 1,
            "how much the value grows in each period"
        ),
        QueryFunction(
            "countOverTime",
            aliases: ["count_over_time"],
            "field",
            1...1,
            isAggregate: true,
            .number,
            "how many rows have the field; with by bin(…)"
        ),
        QueryFunction(
            "sumOverTime",
            aliases: ["sum_over_time"],
            "x",
            1...1,
            isAggregate: true,
            .number,
            "the sum; with by bin(…)"
        ),
        QueryFunction(
            "histogram",
            "x, buckets",
            2...2,
            isAggregate: true,
            .structure,
            "how many values are in each of so many equal ranges"
        ),
    ]

    private static let byName: [String: QueryFunction] = {
        var table: [String: QueryFunction] = [:]
        for function in functions {
            for name in [function.name] + function.aliases { table[name.lowercased()] = function }
        }
        return table
    }()

    /// The function with that name or alias, in any letter case.
    public static func function(named name: String) -> QueryFunction? { byName[name.lowercased()] }

    /// The name nearest to an unknown one.
    public static func nearestName(to typed: String) -> String? {
        nearestFieldName(to: typed, among: functions.map(\.name))
    }
}
