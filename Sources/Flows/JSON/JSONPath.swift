/// What stands at a path in a JSON document, as its own bytes; nil when there is nothing.
///
/// Parts are keys, in arrays indexes. A string that holds JSON itself, such as the `body` of a proxy
/// event, is walked into.
public func jsonValue(at path: some Collection<String>, in document: [UInt8]) -> [UInt8]? {
    guard let first = path.first else { return document }
    let rest = path.dropFirst()
    var scanner = JSONScanner(document)
    do {
        switch try scanner.peek() {
        case .object:
            guard let place = try JSONMembers(document).last(named: first) else { return nil }
            return jsonValue(at: rest, in: Array(document[place.value]))
        case .array:
            let elements = try JSONMembers(document).list
            guard let index = Int(first), elements.indices.contains(index) else { return nil }
            return jsonValue(at: rest, in: Array(document[elements[index].value]))
        case .string:
            let text = try scanner.readStringBytes()
            return (try? checkJSON(text)) == nil ? nil : jsonValue(at: path, in: text)
        case .number, .boolean, .null: return nil
        }
    } catch {
        return nil
    }
}

/// A JSON document with one value changed: every other byte is as it was.
public struct JSONChange: Equatable, Sendable {
    public let document: [UInt8]
    /// What stood there, as its own bytes; nil when there was nothing.
    public let before: [UInt8]?
    /// How many parts of the path led somewhere, when the next one made a new member or element; nil
    /// when nothing new was made.
    public var added: Int?
}

/// Why nothing can be put at a path.
public struct JSONPathError: Error, Equatable, Sendable, CustomStringConvertible {
    /// How many parts of the path led somewhere.
    public let depth: Int
    public let description: String

    public init(depth: Int, _ description: String) {
        self.depth = depth
        self.description = description
    }
}

/// Puts a value at a path, or takes it away.
///
/// A missing member is added, and on the way to it objects, or a list where its first element is
/// meant; an index one behind the last element adds one. Strings that hold JSON are walked into and
/// written again. The value is JSON text; nil removes what stands there.
/// - Throws: where the path leads nowhere, or the document is no JSON.
public func settingJSON(
    _ path: some Collection<String>,
    to value: [UInt8]?,
    in document: [UInt8]
) throws(JSONPathError) -> JSONChange {
    try set(Array(path)[...], to: value, in: document, depth: 0)
}

private func set(
    _ path: ArraySlice<String>,
    to value: [UInt8]?,
    in document: [UInt8],
    depth: Int
) throws(JSONPathError) -> JSONChange {
    guard let first = path.first else {
        guard let value else { throw JSONPathError(depth: depth, "a whole document cannot go") }
        return JSONChange(document: value, before: document)
    }
    do {
        var scanner = JSONScanner(document)
        switch try scanner.peek() {
        case .object: return try setMember(first, path, to: value, in: document, depth: depth)
        case .array: return try setElement(first, path, to: value, in: document, depth: depth)
        case .string:
            let text = try scanner.readStringBytes()
            guard (try? checkJSON(text)) != nil else {
                throw JSONPathError(
                    depth: depth,
                    "is text that is no JSON; it can be set as a whole"
                )
            }
            let change = try set(path, to: value, in: text, depth: depth)
            var writer = JSONWriter(reservingCapacity: change.document.count + 2)
            writer.string(utf8: change.document)
            return JSONChange(
                document: writer.bytes,
                before: change.before,
                added: change.added
            )
        case .number: throw JSONPathError(depth: depth, "is a number and has no members")
        case .boolean: throw JSONPathError(depth: depth, "is true or false and has no members")
        case .null: throw JSONPathError(depth: depth, "is null and has no members")
        }
    } catch let error as JSONPathError {
        throw error
    } catch {
        throw JSONPathError(depth: depth, "is \(error)")
    }
}

private func setMember(
    _ name: String,
    _ path: ArraySlice<String>,
    to value: [UInt8]?,
    in document: [UInt8],
    depth: Int
) throws -> JSONChange {
    let members = try JSONMembers(document)
    let rest = path.dropFirst()
    if let place = members.last(named: name) {
        return try change(place, of: members, rest, to: value, in: document, depth: depth)
    }
    guard let value else { throw JSONPathError(depth: depth, "has no member '\(name)'") }
    var key = JSONWriter(reservingCapacity: name.utf8.count + 3)
    key.key(name)
    return members.inserting(key.bytes + nested(rest, value), into: document, depth: depth)
}

private func setElement(
    _ index: String,
    _ path: ArraySlice<String>,
    to value: [UInt8]?,
    in document: [UInt8],
    depth: Int
) throws -> JSONChange {
    let elements = try JSONMembers(document)
    let rest = path.dropFirst()
    guard let number = Int(index), number >= 0, number <= elements.list.count,
        value != nil || number < elements.list.count
    else {
        throw JSONPathError(
            depth: depth,
            "is a list with \(elements.list.count) elements, counted from 0"
        )
    }
    guard number < elements.list.count else {
        return elements.inserting(nested(rest, value!), into: document, depth: depth)
    }
    let place = elements.list[number]
    return try change(place, of: elements, rest, to: value, in: document, depth: depth)
}

private func change(
    _ place: JSONMembers.Place,
    of members: JSONMembers,
    _ rest: ArraySlice<String>,
    to value: [UInt8]?,
    in document: [UInt8],
    depth: Int
) throws(JSONPathError) -> JSONChange {
    let old = Array(document[place.value])
    if rest.isEmpty, value == nil {
        return JSONChange(document: members.removing(place, from: document), before: old)
    }
    let inner = try set(rest, to: value, in: old, depth: depth + 1)
    var changed = document
    changed.replaceSubrange(place.value, with: inner.document)
    return JSONChange(document: changed, before: inner.before, added: inner.added)
}

/// The value inside an object for each part of the path; for the part `0` inside a list.
private func nested(_ path: ArraySlice<String>, _ value: [UInt8]) -> [UInt8] {
    var writer = JSONWriter(reservingCapacity: value.count + 32)
    for part in path {
        if part == "0" {
            writer.beginArray()
        } else {
            writer.beginObject()
            writer.key(part)
        }
    }
    writer.raw(value)
    for part in path.reversed() {
        if part == "0" { writer.endArray() } else { writer.endObject() }
    }
    return writer.bytes
}

/// Where the members of an object, or the elements of an array, stand in a document.
private struct JSONMembers {
    struct Place {
        /// Nil of an element.
        let name: String?
        /// Key and value.
        let whole: Range<Int>
        let value: Range<Int>
    }

    private(set) var list: [Place] = []
    /// The closing bracket.
    private var end = 0

    init(_ document: [UInt8]) throws(JSONSyntaxError) {
        var scanner = JSONScanner(document)
        let isObject = try scanner.peek() == .object
        if isObject {
            try scanner.beginObject()
            while let (name, start) = try Self.nextKey(&scanner, in: document) {
                let value = try scanner.skipValue()
                list.append(
                    Place(
                        name: name,
                        whole: start..<value.endIndex,
                        value: value.startIndex..<value.endIndex
                    )
                )
            }
        } else {
            try scanner.beginArray()
            while try scanner.nextElement() {
                let value = try scanner.skipValue()
                let range = value.startIndex..<value.endIndex
                list.append(Place(name: nil, whole: range, value: range))
            }
        }
        end = scanner.offset - 1
    }

    /// The key and where it begins.
    private static func nextKey(
        _ scanner: inout JSONScanner,
        in document: [UInt8]
    ) throws(JSONSyntaxError) -> (String, Int)? {
        let before = scanner.offset
        guard let key = try scanner.nextKey() else { return nil }
        let start = document[before...].firstIndex(of: UInt8(ascii: "\"")) ?? before
        return (key, start)
    }

    /// Of a key that stands twice, the last counts.
    func last(named name: String) -> Place? { list.last { $0.name == name } }

    func inserting(_ text: [UInt8], into document: [UInt8], depth: Int) -> JSONChange {
        var changed = document
        let place = list.last?.whole.upperBound ?? end
        changed.insert(contentsOf: list.isEmpty ? text : [UInt8(ascii: ",")] + text, at: place)
        return JSONChange(document: changed, before: nil, added: depth)
    }

    func removing(_ place: Place, from document: [UInt8]) -> [UInt8] {
        var changed = document
        let index = list.firstIndex { $0.whole == place.whole }!
        if index > 0 {
            changed.removeSubrange(list[index - 1].whole.upperBound..<place.whole.upperBound)
        } else if list.count > 1 {
            changed.removeSubrange(place.whole.lowerBound..<list[1].whole.lowerBound)
        } else {
            changed.removeSubrange(place.whole)
        }
        return changed
    }
}
