/// An IPv4 or IPv6 address.
///
/// - SeeAlso: [RFC 4291, section 2.2](https://www.rfc-editor.org/rfc/rfc4291#section-2.2)
struct InternetAddress: Equatable {
    let isV4: Bool
    /// The 128 bits of an IPv6 address; an IPv4 address is the last 32 of them.
    let high: UInt64
    let low: UInt64

    init?(_ text: some StringProtocol) {
        if let number = Self.v4(text) {
            (isV4, high, low) = (true, 0, UInt64(number))
        } else if let (high, low) = Self.v6(text) {
            (isV4, self.high, self.low) = (false, high, low)
        } else {
            return nil
        }
    }

    /// Four decimal numbers, none with a leading zero.
    private static func v4(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard part.utf8.count <= 3, part.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
                part.utf8.count == 1 || part.first != "0", let byte = UInt8(part)
            else { return nil }
            number = number << 8 | UInt32(byte)
        }
        return number
    }

    private static func v6(_ text: some StringProtocol) -> (UInt64, UInt64)? {
        guard text.utf8.count <= 45, text.utf8.contains(UInt8(ascii: ":")) else { return nil }
        // At most one `::` stands for zeros.
        let colons = Array(text.utf8).indices.dropLast().filter {
            let bytes = Array(text.utf8)
            return bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: ":")
        }
        guard colons.count <= 1 else { return nil }
        guard let gap = colons.first else {
            guard let groups = groups(text), groups.count == 8 else { return nil }
            return joined(groups)
        }
        let middle = text.utf8.index(text.startIndex, offsetBy: gap)
        let after = text.utf8.index(middle, offsetBy: 2)
        guard let left = groups(text[..<middle]), let right = groups(text[after...]),
            left.count + right.count < 8
        else { return nil }
        let zeros = Array(repeating: UInt16(0), count: 8 - left.count - right.count)
        return joined(left + zeros + right)
    }

    /// Groups of hexadecimal digits; the last may be an IPv4 address.
    private static func groups(_ text: some StringProtocol) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, let number = v4(part) {
                groups += [UInt16(number >> 16), UInt16(truncatingIfNeeded: number)]
            } else {
                guard (1...4).contains(part.utf8.count), part.first != "+", part.first != "-",
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }

    private static func joined(_ groups: [UInt16]) -> (UInt64, UInt64) {
        func number(_ part: ArraySlice<UInt16>) -> UInt64 {
            part.reduce(0) { $0 << 16 | UInt64($1) }
        }
        return (number(groups[..<4]), number(groups[4...]))
    }

    /// Of a network that is not routed outside: RFC 1918, RFC 4193.
    var isPrivate: Bool { Subnet.privateNetworks.contains { $0.contains(self) } }

    /// Of a range with a special use.
    var isReserved: Bool { Subnet.reservedNetworks.contains { $0.contains(self) } }

    var isPublic: Bool { !isPrivate && !isReserved }
}

/// `10.0.0.0/8`, `2001:db8::/32`; an address alone is a subnet of one.
struct Subnet {
    private let address: InternetAddress
    private let prefixLength: Int

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = InternetAddress(first) else { return nil }
        let width = address.isV4 ? 32 : 128
        guard parts.count == 2 else {
            (self.address, prefixLength) = (address, width)
            return
        }
        guard parts[1].utf8.allSatisfy({ $0 &- 0x30 < 10 }), let length = Int(parts[1]),
            length <= width
        else { return nil }
        (self.address, prefixLength) = (address, length)
    }

    func contains(_ other: InternetAddress) -> Bool {
        guard other.isV4 == address.isV4 else { return false }
        let length = prefixLength + (address.isV4 ? 96 : 0)
        let highMask: UInt64 = length >= 64 ? .max : length == 0 ? 0 : .max << UInt64(64 - length)
        let lowMask: UInt64 = length <= 64 ? 0 : length == 128 ? .max : .max << UInt64(128 - length)
        return (address.high ^ other.high) & highMask == 0
            && (address.low ^ other.low) & lowMask == 0
    }

    static let privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]
        .compactMap { Subnet($0) }

    /// - SeeAlso: [IANA IPv4](https://www.iana.org/assignments/iana-ipv4-special-registry) and
    ///   [IPv6](https://www.iana.org/assignments/iana-ipv6-special-registry) special-purpose registries
    static let reservedNetworks = [
        "0.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "::ffff:0:0/96", "64:ff9b:1::/48",
        "100::/64", "2001:db8::/32", "3fff::/20", "fe80::/10", "ff00::/8",
    ].compactMap { Subnet($0) }
}
