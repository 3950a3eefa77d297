import Crypto
import Flows

extension FlowID {
    /// The identity of a flow that another system recorded: the same for the same record, so that an
    /// import that is run again finds what it brought before.
    ///
    /// - Parameters:
    ///   - key: What makes the record itself: its id at the source or, without one, its content.
    ///   - time: When the flow began; nil when the source does not tell.
    public init(ofImported key: [UInt8], at time: Timestamp?) {
        var digest = DigestNumbers(SHA256.hash(data: key))
        self.init(at: time ?? Timestamp(microseconds: 0), random: &digest)
    }
}

/// The digest's bytes as the random numbers of an identity.
private struct DigestNumbers: RandomNumberGenerator {
    private var rest: ArraySlice<UInt8>

    init(_ digest: SHA256.Digest) { rest = Array(digest)[...] }

    mutating func next() -> UInt64 {
        defer { rest = rest.dropFirst(8) }
        return rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
