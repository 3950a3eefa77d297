/// The order of `sort`, ascending: missing values, then texts, then numbers.
///
/// Texts are cut into runs of digits and runs of anything else; runs of digits are ordered by length
/// and then by value, all others by code point. Numbers of the same size are ordered as texts, so that
/// the order is total.
/// - SeeAlso: [sort](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html):
///   «All non-number values come before all number values.»
public func naturalOrder(_ a: QueryValue, _ b: QueryValue) -> ValueOrder {
    guard let textA = a.text, let textB = b.text else {
        return ValueOrder(a.text == nil ? 0 : 1, b.text == nil ? 0 : 1)
    }
    switch (a.isBoolean ? nil : a.number, b.isBoolean ? nil : b.number) {
    case (let x?, let y?):
        let order = ValueOrder(x, y)
        return order == .same ? byteOrder(textA, textB) : order
    case (_?, nil): return .descending
    case (nil, _?): return .ascending
    case (nil, nil): return naturalOrder(textA, textB)
    }
}

/// ``naturalOrder(_:_:)`` of two texts that are no numbers.
private func naturalOrder(_ a: String, _ b: String) -> ValueOrder {
    var (a, b) = (a, b)
    return a.withUTF8 { a in
        b.withUTF8 { b in
            var (restA, restB) = (a[...], b[...])
            while !restA.isEmpty, !restB.isEmpty {
                let (runA, runB) = (nextRun(&restA), nextRun(&restB))
                if isDigit(runA[runA.startIndex]), isDigit(runB[runB.startIndex]),
                    runA.count != runB.count
                {
                    return ValueOrder(runA.count, runB.count)
                }
                if runA.lexicographicallyPrecedes(runB) { return .ascending }
                if runB.lexicographicallyPrecedes(runA) { return .descending }
            }
            return ValueOrder(restA.count, restB.count)
        }
    }
}

private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

private func nextRun(_ rest: inout Bytes) -> Bytes {
    let kind = isDigit(rest[rest.startIndex])
    let end = rest.firstIndex { isDigit($0) != kind } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
