import Foundation

/// Any JSON value, for looking into what the program prints.
@dynamicMemberLookup
enum JSON: Equatable, Sendable, Decodable, CustomStringConvertible {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case map([String: JSON])

    init(_ text: String) throws {
        do {
            self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
        } catch {
            throw Surprise("not JSON: \(text.prefix(500))")
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .list(value)
        } else {
            self = .map(try container.decode([String: JSON].self))
        }
    }

    /// The value under a key; `null` when there is none.
    subscript(dynamicMember key: String) -> JSON { self[key] }
    subscript(key: String) -> JSON {
        if case .map(let map) = self { map[key] ?? .null } else { .null }
    }
    subscript(index: Int) -> JSON { list.indices.contains(index) ? list[index] : .null }

    var list: [JSON] { if case .list(let list) = self { list } else { [] } }
    var keys: [String] { if case .map(let map) = self { map.keys.sorted() } else { [] } }
    var string: String? { if case .text(let text) = self { text } else { nil } }
    var integer: Int? { if case .number(let number) = self { Int(number) } else { nil } }
    var isTrue: Bool { self == .bool(true) }
    var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): value == value.rounded() ? "\(Int(value))" : "\(value)"
        case .text(let value): "\"\(value)\""
        case .list(let values): "\(values)"
        case .map(let map): "\(map)"
        }
    }
}
