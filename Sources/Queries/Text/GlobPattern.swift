import Flows

/// The pattern of `parse "user=* took * ms" as user, time`: texts, and stars for what stands between.
///
/// A star takes as little as it can: up to where the next text first stands, and the last one the
/// rest of the line.
public struct GlobPattern: Sendable {
    private let texts: [[UInt8]]

    /// - Parameter texts: the texts around the stars, one more than there are stars.
    public init(_ texts: [String]) { self.texts = texts.map { Array($0.utf8) } }

    /// What each star took; nil when the line does not fit.
    public func parts(of line: UnsafeBufferPointer<UInt8>) -> [Range<Int>]? {
        guard let start = firstOffset(of: texts[0], in: line) else { return nil }
        var offset = start + texts[0].count
        var parts: [Range<Int>] = []
        for (index, text) in texts.enumerated().dropFirst() {
            let isLast = index == texts.count - 1
            if isLast, text.isEmpty {
                parts.append(offset..<line.count)
                break
            }
            let rest = UnsafeBufferPointer(rebasing: line[offset...])
            guard let distance = firstOffset(of: text, in: rest) else { return nil }
            parts.append(offset..<offset + distance)
            offset += distance + text.count
        }
        return parts
    }
}
