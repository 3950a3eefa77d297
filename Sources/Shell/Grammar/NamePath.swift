import Flows
import Queries

/// The name that a word is: parts between dots, odd ones between backquotes, as in
/// ``event.headers.`x-tenant` ``. Outside backquotes only dots and backquotes have a meaning, so that
/// `event.headers.content-type` is a name too.
/// - Throws: an empty part or an open backquote, with the place.
func fieldName(_ word: Word) throws(ShellError) -> FieldName {
    var parts = [""]
    var isQuoted = false
    for character in word.text {
        switch character {
        case "`": isQuoted.toggle()
        case "." where !isQuoted: parts.append("")
        default: parts[parts.count - 1].append(character)
        }
    }
    guard !isQuoted else {
        throw ShellError("a backquote is not closed", at: word, hint: "as in: event.headers.`x-a`")
    }
    guard parts.allSatisfy({ !$0.isEmpty }) else {
        throw ShellError("'\(word.text)' is no name", at: word, hint: "as in: event.body.sku")
    }
    return FieldName(parts)
}

/// Whether a word means a name of a flow and not a request: it begins as one of its names does.
func isFlowName(_ word: Word) -> Bool {
    guard let name = try? fieldName(word) else { return false }
    let schema = QuerySchema.flows
    return schema.field(named: name.name) != nil
        || schema.documents.contains { $0.name == name.parts[0] }
        || schema.fields.contains { $0.name.hasPrefix(name.parts[0] + ".") }
}

/// Refuses a name that no flow can have, with the nearest one.
func checkFlowName(_ name: FieldName, at word: Word) throws(ShellError) {
    let schema = QuerySchema.flows
    do throws(QueryError) {
        _ = try schema.resolve(name, at: word.range)
    } catch {
        var message = error.description
        let documents = schema.documents.map(\.name)
        // The rest of the name is not known to be wrong.
        if name.parts.count > 1, let root = nearest(to: name.parts[0], among: documents),
            root != name.parts[0]
        {
            let meant = FieldName([root] + name.parts.dropFirst())
            message = "no field '\(name.text)' in flows" + didYouMean(meant.text)
        }
        throw ShellError(message, at: word, hint: "print lists all names that are set")
    }
}

extension FieldName {
    /// As the lists of names have it: fields by their own spelling, `error.type`, all else by its parts.
    var listedText: String { QuerySchema.flows.field(named: name)?.name ?? text }
}
