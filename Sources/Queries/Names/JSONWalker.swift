/// Finds values in JSON text without a tree and without recursion: the way to one member passes over
/// the others as fast as bytes can be looked at.
///
/// What it passes over is not checked; bytes that are no JSON at all give nothing.
struct JSONWalker {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var offset = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The byte with which the next value begins; nil at the end.
    mutating func first() -> UInt8? {
        skipBlank()
        return offset < bytes.count ? bytes[offset] : nil
    }

    /// Calls `body` with each member of the object that begins here: the bytes of the key between its
    /// quotes, then the walker before the value. `body` passes over the value, and says whether to
    /// go on.
    mutating func members(_ body: (Slice<UnsafeBufferPointer<UInt8>>, inout JSONWalker) -> Bool) {
        guard first() == UInt8(ascii: "{") else { return }
        offset += 1
        while let byte = first(), byte == UInt8(ascii: "\"") {
            let start = offset + 1
            guard skipString() else { return }
            let key = bytes[start..<offset - 1]
            guard first() == UInt8(ascii: ":") else { return }
            offset += 1
            guard body(key, &self) else { return }
            guard first() == UInt8(ascii: ",") else { return }
            offset += 1
        }
    }

    /// Calls `body` with each element of the array that begins here, as ``members(_:)`` does.
    mutating func elements(_ body: (inout JSONWalker) -> Bool) {
        guard first() == UInt8(ascii: "[") else { return }
        offset += 1
        guard first() != UInt8(ascii: "]") else { return }
        while first() != nil {
            guard body(&self) else { return }
            guard first() == UInt8(ascii: ",") else { return }
            offset += 1
        }
    }

    /// Passes over the next value and gives its bytes; nil when there is none, or it has no end.
    mutating func value() -> Slice<UnsafeBufferPointer<UInt8>>? {
        guard let byte = first() else { return nil }
        let start = offset
        switch byte {
        case UInt8(ascii: "\""): guard skipString() else { return nil }
        case UInt8(ascii: "{"), UInt8(ascii: "["): guard skipNested() else { return nil }
        default:
            while offset < bytes.count, !endsScalar(bytes[offset]) { offset += 1 }
            guard offset > start else { return nil }
        }
        return bytes[start..<offset]
    }

    private func endsScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D: true
        default: false
        }
    }

    private mutating func skipBlank() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    /// From the opening quote to behind the closing one.
    private mutating func skipString() -> Bool {
        offset += 1
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return true
            case UInt8(ascii: "\\"): offset += 2
            default: offset += 1
            }
        }
        offset = min(offset, bytes.count)
        return false
    }

    private mutating func skipNested() -> Bool {
        var depth = 0
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""): guard skipString() else { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                offset += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                offset += 1
                if depth == 0 { return true }
            default: offset += 1
            }
        }
        return false
    }
}
