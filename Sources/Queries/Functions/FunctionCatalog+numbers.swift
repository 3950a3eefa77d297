#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension FunctionCatalog {
    static let numericFunctions: [QueryFunction] = [
        QueryFunction("abs", "x", 1...1, .number, "the absolute value", .number { abs($0) }),
        QueryFunction(
            "ceil",
            "x",
            1...1,
            .number,
            "the smallest whole number not below x",
            .number { $0.rounded(.up) }
        ),
        QueryFunction(
            "floor",
            "x",
            1...1,
            .number,
            "the largest whole number not above x",
            .number { $0.rounded(.down) }
        ),
        QueryFunction(
            "greatest",
            "x, …",
            1...FunctionCatalog.anyCount,
            .number,
            "the largest of the numbers",
            .pure { QueryValue($0.compactMap(\.number).max()) }
        ),
        QueryFunction(
            "least",
            "x, …",
            1...FunctionCatalog.anyCount,
            .number,
            "the smallest of the numbers",
            .pure { QueryValue($0.compactMap(\.number).min()) }
        ),
        QueryFunction(
            "log",
            aliases: ["ln"],
            "x",
            1...1,
            .number,
            "the natural logarithm",
            .number { log($0) }
        ),
        QueryFunction(
            "round",
            "x[, digits]",
            1...2,
            .number,
            "x rounded to whole numbers, or to so many decimals",
            .pure(rounded)
        ),
        QueryFunction("sqrt", "x", 1...1, .number, "the square root", .number { $0.squareRoot() }),
        QueryFunction(
            "haversine",
            "lat1, lon1, lat2, lon2",
            4...4,
            .number,
            "kilometres between two places on the globe",
            .pure(haversine)
        ),
        QueryFunction(
            "toNumber",
            "x",
            1...1,
            .number,
            "the number that a text is; null for other text",
            .number { $0 }
        ),
        QueryFunction(
            "toInt",
            "x",
            1...1,
            .number,
            "a whole number of 32 bits; null beyond",
            .number { whole($0, below: 0x1p31) }
        ),
        QueryFunction(
            "toLong",
            "x",
            1...1,
            .number,
            "a whole number of 64 bits; null beyond",
            .number { whole($0, below: 0x1p63) }
        ),
        QueryFunction("toDouble", "x", 1...1, .number, "a number with a fraction", .number { $0 }),
    ]
}

/// Half away from zero, to so many decimals.
private func rounded(_ arguments: [QueryValue]) -> QueryValue {
    guard let number = arguments[0].number else { return .null }
    guard arguments.count == 2 else { return .number(number.rounded()) }
    guard let digits = arguments[1].number, abs(digits) <= 15 else { return .null }
    let scale = pow(10, digits.rounded(.towardZero))
    return .finite((number * scale).rounded() / scale)
}

private func whole(_ number: Double, below limit: Double) -> Double {
    let whole = number.rounded(.towardZero)
    return whole < limit && whole >= -limit ? whole : .nan
}

/// On a sphere of the Earth's mean radius.
private func haversine(_ arguments: [QueryValue]) -> QueryValue {
    let degrees = arguments.compactMap(\.number)
    guard degrees.count == 4 else { return .null }
    let radians = degrees.map { $0 * .pi / 180 }
    let (latitude1, longitude1, latitude2, longitude2) = (
        radians[0], radians[1], radians[2], radians[3]
    )
    let latitude = sin((latitude2 - latitude1) / 2)
    let longitude = sin((longitude2 - longitude1) / 2)
    let chord = latitude * latitude + cos(latitude1) * cos(latitude2) * longitude * longitude
    return .finite(2 * 6371 * asin(min(1, chord.squareRoot())))
}
