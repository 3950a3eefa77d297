/// A set of Unicode scalars, as ranges in order without gaps between neighbours.
struct ScalarSet: Equatable {
    private(set) var ranges: [ClosedRange<UInt32>] = []

    static let largest: UInt32 = 0x10FFFF

    init() {}

    init(_ ranges: ClosedRange<UInt32>...) { for range in ranges { insert(range) } }

    init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

    static let all = ScalarSet(0...largest)
    static let digits = ScalarSet(0x30...0x39)
    static let wordCharacters = ScalarSet(0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A)
    /// `\s` of RE2: tab, line feed, form feed, carriage return, space.
    static let whitespace = ScalarSet(0x09...0x0A, 0x0C...0x0D, 0x20...0x20)

    mutating func insert(_ range: ClosedRange<UInt32>) {
        var lower = range.lowerBound
        var upper = range.upperBound
        var kept: [ClosedRange<UInt32>] = []
        var index = 0
        while index < ranges.count, ranges[index].upperBound &+ 1 < lower {
            kept.append(ranges[index])
            index += 1
        }
        while index < ranges.count, ranges[index].lowerBound <= upper &+ 1 {
            lower = min(lower, ranges[index].lowerBound)
            upper = max(upper, ranges[index].upperBound)
            index += 1
        }
        kept.append(lower...upper)
        ranges = kept + ranges[index...]
    }

    mutating func formUnion(_ other: ScalarSet) { for range in other.ranges { insert(range) } }

    var inverted: ScalarSet {
        var result = ScalarSet()
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.ranges.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= Self.largest { result.ranges.append(next...Self.largest) }
        return result
    }

    /// With every letter also in its other case. Long ranges of letters beyond ASCII are taken as they
    /// are.
    var ignoringCase: ScalarSet {
        var result = self
        for range in ranges {
            if let upper = overlap(range, 0x41...0x5A) {
                result.insert(upper.lowerBound + 32...upper.upperBound + 32)
            }
            if let lower = overlap(range, 0x61...0x7A) {
                result.insert(lower.lowerBound - 32...lower.upperBound - 32)
            }
            guard range.upperBound >= 0x80, range.count <= 512 else { continue }
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                for mapping in [
                    scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping,
                ] {
                    let scalars = mapping.unicodeScalars
                    if scalars.count == 1, let other = scalars.first {
                        result.insert(other.value...other.value)
                    }
                }
            }
        }
        return result
    }

    private func overlap(
        _ a: ClosedRange<UInt32>,
        _ b: ClosedRange<UInt32>
    ) -> ClosedRange<UInt32>? {
        a.overlaps(b) ? a.clamped(to: b) : nil
    }

    func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } }
}
