import Queries

/// One step of a query as a common table expression: rows, and the columns that later steps ask for.
///
/// A column is defined when it is first asked for, and asks the step before for what it is made of;
/// so every step reads only what is needed in the end. The text is written after all were asked.
///
/// Names that begin with `#` are not the query's: the flow of a row, its place in the order.
final class Relation {
    /// What a column is made of: for each arm, in terms of what the arm reads.
    struct Definition {
        var arms: [String]
        var type: QueryType

        init(_ arms: [String], _ type: QueryType) {
            self.arms = arms
            self.type = type
        }
    }

    let name: String
    /// Names that this step gives; they stand before those of the step before.
    private var own: [String: Definition] = [:]
    private var columns: [(name: String, definition: Definition)] = []
    /// What a name is that the step does not give itself.
    private let define: (FieldName, Range<Int>) throws(QueryError) -> Definition
    /// A member of a document as SQLite reads it, where that is known to be the same value.
    var defineNative: (FieldName) -> Definition? = { _ in nil }
    /// What comes after the select list, an arm an element; arms are put together by UNION ALL.
    private let arms: () -> [String]
    /// Gives the value inside a map or list.
    private let member: (SQLTerm, [String]) throws(QueryError) -> SQLTerm
    var isMaterialized = false

    init(
        name: String,
        arms: @escaping () -> [String],
        member: @escaping (SQLTerm, [String]) throws(QueryError) -> SQLTerm,
        define: @escaping (FieldName, Range<Int>) throws(QueryError) -> Definition
    ) {
        self.name = name
        self.arms = arms
        self.member = member
        self.define = define
    }

    /// Gives the step a name of its own.
    func give(_ name: String, _ term: SQLTerm) {
        own[name] = Definition([term.sql], term.type)
    }

    /// Whether the step itself gives the name.
    func gives(_ name: String) -> Bool { own[name] != nil }

    /// The column of a field, for the step after this one.
    /// - Throws: what is wrong with the name.
    func column(_ field: FieldName, at range: Range<Int>) throws(QueryError) -> SQLTerm {
        for count in stride(from: field.parts.count, through: 1, by: -1) {
            let name = field.parts[..<count].joined(separator: ".")
            guard let definition = own[name] else { continue }
            let column = self.column(name, definition)
            let path = Array(field.parts[count...])
            return path.isEmpty ? column : try member(column, path)
        }
        if let known = columns.first(where: { $0.name == field.name }) {
            return column(known.name, known.definition)
        }
        return column(field.name, try define(field, range))
    }

    /// The column of a document's member as SQLite reads it; its type is what it holds in every row.
    /// Nil when the language's own reading must be asked.
    func native(_ field: FieldName) -> SQLTerm? {
        let isOwn = (1...field.parts.count).contains {
            own[field.parts[..<$0].joined(separator: ".")] != nil
        }
        guard !isOwn, let definition = defineNative(field) else { return nil }
        return column("#native \(field.name)", definition)
    }

    /// A column whose name is known to exist.
    func column(_ name: String) -> SQLTerm {
        do {
            return try column(FieldName(name), at: 0..<0)
        } catch {
            preconditionFailure("\(self.name) has no \(name): \(error)")
        }
    }

    private func column(_ name: String, _ definition: Definition) -> SQLTerm {
        if !columns.contains(where: { $0.name == name }) { columns.append((name, definition)) }
        return SQLTerm("\(self.name).\(sqlName(name))", definition.type)
    }

    /// The step as `name AS (SELECT …)`.
    var text: String {
        let selects = arms().enumerated().map { arm, rest in
            let list = columns.map { column in
                "\(column.definition.arms[arm]) AS \(sqlName(column.name))"
            }
            return "  SELECT \(list.isEmpty ? "1" : list.joined(separator: ", "))\n  \(rest)"
        }
        let hint = isMaterialized ? " MATERIALIZED" : ""
        return "\(name) AS\(hint) (\n\(selects.joined(separator: "\n  UNION ALL\n"))\n)"
    }
}
