import Flows

extension FunctionCatalog {
    static let jsonFunctions: [QueryFunction] = [
        QueryFunction(
            "jsonParse",
            "text",
            1...1,
            .structure,
            "the map or list that a JSON text is",
            .pure(jsonParse)
        ),
        QueryFunction(
            "jsonStringify",
            "x",
            1...1,
            .string,
            "a map or list as JSON text",
            .pure(jsonStringify)
        ),
        QueryFunction(
            "jsonArraySize",
            "list",
            1...1,
            .number,
            "how many elements a list has",
            .pure { QueryValue(listElements($0[0]).map { Double($0.count) }) }
        ),
        QueryFunction(
            "jsonArrayContains",
            "list, value",
            2...2,
            .boolean,
            "whether a list holds the value",
            .pure(listContains)
        ),
    ]
}

private func jsonParse(_ arguments: [QueryValue]) -> QueryValue {
    if arguments[0].isStructure { return arguments[0] }
    guard case .string(let text) = arguments[0] else { return .null }
    let bytes = Array(text.utf8)
    guard let first = bytes.first(where: { !isJSONBlank($0) }),
        first == UInt8(ascii: "{") || first == UInt8(ascii: "["), (try? checkJSON(bytes)) != nil
    else { return .null }
    return .structure(text)
}

private func isJSONBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

private func jsonStringify(_ arguments: [QueryValue]) -> QueryValue {
    if case .structure(let text) = arguments[0] { .string(text) } else { .null }
}

/// The elements of a list, or of a text that is one; nil for everything else.
private func listElements(_ value: QueryValue) -> [QueryValue]? {
    let text: String
    switch value {
    case .structure(let json), .string(let json): text = json
    case .null, .boolean, .number: return nil
    }
    let bytes = Array(text.utf8)
    guard bytes.first(where: { !isJSONBlank($0) }) == UInt8(ascii: "["),
        (try? checkJSON(bytes)) != nil
    else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
        var walker = JSONWalker(bytes)
        var elements: [QueryValue] = []
        walker.elements { walker in
            guard let element = walker.value() else { return false }
            elements.append(QueryValue(json: element) ?? .null)
            return true
        }
        return elements
    }
}

private func listContains(_ arguments: [QueryValue]) -> QueryValue {
    let elements = listElements(arguments[0]) ?? []
    return .boolean(elements.contains { $0.equals(arguments[1]) == true })
}
