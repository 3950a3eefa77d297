/// FNV-1a, 64 bits: the same for the same text in every run, unlike `Hasher`. For names, not for proof.
///
/// - SeeAlso: [draft-eastlake-fnv](https://datatracker.ietf.org/doc/draft-eastlake-fnv/)
public func stableHash(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

/// An id made from a text, as AWS's ids of APIs, resources and deployments look: lower-case letters and
/// digits.
public func stableID(of text: String, length: Int) -> String {
    let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    var hash = stableHash(of: text)
    return String(
        (0..<length).map { _ in
            defer { hash /= 36 }
            return digits[Int(hash % 36)]
        }
    )
}
