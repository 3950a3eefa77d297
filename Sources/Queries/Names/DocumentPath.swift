import Flows

/// The way to a value inside a JSON document: names of members and numbers of elements.
///
/// A string on the way that holds JSON is walked into: `event.body.items.0.sku` leads into the body
/// that an API Gateway event carries as text, also when the object around it says with
/// `isBase64Encoded` that it is in base64. Of members with the same name the first counts.
public struct DocumentPath: Equatable, Sendable {
    private struct Part: Equatable, Sendable {
        let key: [UInt8]
        /// The number that the part is, for arrays.
        let index: Int?
        /// Keys with an escape are compared after it is resolved.
        let name: String
    }

    private let parts: [Part]

    /// Strings in strings in strings are walked into so many times.
    private static let nestingLimit = 8

    public init(_ parts: [String]) {
        self.parts = parts.map { Part(key: Array($0.utf8), index: Int($0), name: $0) }
    }

    /// The value in `document`; null when the way leads nowhere or the bytes are no JSON.
    public func value(in document: [UInt8]) -> QueryValue {
        document.withUnsafeBufferPointer { value(in: $0) }
    }

    /// ``value(in:)`` of bytes in place.
    public func value(in document: UnsafeBufferPointer<UInt8>) -> QueryValue {
        walk(document, parts[...], nesting: 0) { value, _ in QueryValue(json: value) } ?? .null
    }

    /// What is right inside the value: the names of an object's members in order, the numbers of an
    /// array's elements. A string that holds JSON counts as what it holds.
    public func children(in document: [UInt8]) -> [String] {
        document.withUnsafeBufferPointer { bytes in
            walk(bytes, parts[...], nesting: 0) { childNames(of: $0, isBase64: $1) } ?? []
        }
    }

    // MARK: Walking

    /// Gives `body` the bytes of the value, and whether they are a string in base64.
    private func walk<Result>(
        _ document: UnsafeBufferPointer<UInt8>,
        _ parts: ArraySlice<Part>,
        nesting: Int,
        _ body: (Slice<UnsafeBufferPointer<UInt8>>, Bool) -> Result?
    ) -> Result? {
        var walker = JSONWalker(document)
        var rest = parts
        var isBase64 = false
        while let part = rest.first {
            switch walker.first() {
            case UInt8(ascii: "{"):
                guard let found = member(part, of: walker) else { return nil }
                (walker, isBase64) = found
            case UInt8(ascii: "["):
                guard let index = part.index, let found = element(index, of: walker) else {
                    return nil
                }
                (walker, isBase64) = (found, false)
            case UInt8(ascii: "\""):
                guard nesting < Self.nestingLimit, let text = walker.value(),
                    let inner = content(ofString: text, isBase64: isBase64)
                else { return nil }
                return inner.withUnsafeBufferPointer {
                    walk($0, rest, nesting: nesting + 1, body)
                }
            default: return nil
            }
            rest = rest.dropFirst()
        }
        return walker.value().flatMap { body($0, isBase64) }
    }

    /// The walker before the member's value, and whether that is a body in base64, as its neighbour
    /// says.
    private func member(_ part: Part, of object: JSONWalker) -> (JSONWalker, isBase64: Bool)? {
        let isBody = part.name == "body"
        var walker = object
        var found: JSONWalker?
        var isBase64 = false
        walker.members { key, walker in
            if found == nil, matches(key, part) {
                found = walker
                if !isBody { return false }
            }
            let isFlag = isBody && key.elementsEqual("isBase64Encoded".utf8)
            guard let value = walker.value() else { return false }
            if isFlag { isBase64 = value.first == UInt8(ascii: "t") }
            return true
        }
        return found.map { ($0, isBase64) }
    }

    private func matches(_ key: Slice<UnsafeBufferPointer<UInt8>>, _ part: Part) -> Bool {
        if key.elementsEqual(part.key) { return true }
        guard key.contains(UInt8(ascii: "\\")) else { return false }
        return unescaped(key) == part.name
    }

    private func element(_ index: Int, of array: JSONWalker) -> JSONWalker? {
        var walker = array
        var found: JSONWalker?
        var number = 0
        walker.elements { walker in
            if number == index {
                found = walker
                return false
            }
            number += 1
            return walker.value() != nil
        }
        return found
    }

    /// What a string holds, for walking into it.
    private func content(
        ofString text: Slice<UnsafeBufferPointer<UInt8>>,
        isBase64: Bool
    ) -> [UInt8]? {
        var scanner = JSONScanner(Array(text))
        guard let content = try? scanner.readStringBytes() else { return nil }
        return isBase64 ? decodeBase64(content) : content
    }

    private func childNames(
        of value: Slice<UnsafeBufferPointer<UInt8>>,
        isBase64: Bool
    ) -> [String] {
        var walker = JSONWalker(UnsafeBufferPointer(rebasing: value))
        var names: [String] = []
        switch walker.first() {
        case UInt8(ascii: "{"):
            walker.members { key, walker in
                names.append(unescaped(key))
                return walker.value() != nil
            }
        case UInt8(ascii: "["):
            walker.elements { walker in
                names.append(String(names.count))
                return walker.value() != nil
            }
        case UInt8(ascii: "\""):
            return content(ofString: value, isBase64: isBase64).map { inner in
                inner.withUnsafeBufferPointer { bytes in
                    var walker = JSONWalker(bytes)
                    guard let first = walker.first(), first != UInt8(ascii: "\""),
                        let value = walker.value()
                    else { return [] }
                    return childNames(of: value, isBase64: false)
                }
            } ?? []
        default: break
        }
        return names
    }

    private func unescaped(_ key: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        guard key.contains(UInt8(ascii: "\\")) else { return String(decoding: key, as: UTF8.self) }
        var scanner = JSONScanner([UInt8(ascii: "\"")] + key + [UInt8(ascii: "\"")])
        return (try? scanner.readString()) ?? String(decoding: key, as: UTF8.self)
    }
}
