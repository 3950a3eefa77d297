import Flows

/// A command of the query language, as help, completion and the parser know it.
public struct QueryCommand: Equatable, Sendable {
    public let name: String
    /// Older or longer spellings.
    public let aliases: [String]
    /// What follows the name, in help.
    public let parameters: String
    public let summary: String

    init(_ name: String, aliases: [String] = [], _ parameters: String, _ summary: String) {
        self.name = name
        self.aliases = aliases
        self.parameters = parameters
        self.summary = summary
    }

    /// The commands in the order in which people meet them.
    public static let all: [QueryCommand] = [
        QueryCommand("fields", "EXPRESSION [as NAME], …", "adds columns"),
        QueryCommand("display", "EXPRESSION [as NAME], …", "shows only these columns"),
        QueryCommand("filter", aliases: ["where"], "CONDITION", "keeps the rows that satisfy it"),
        QueryCommand(
            "stats",
            "AGGREGATE [as NAME], … [by EXPRESSION [as NAME], …]",
            "counts, sums and measures, for each group"
        ),
        QueryCommand("sort", aliases: ["order"], "EXPRESSION [asc | desc], …", "orders the rows"),
        QueryCommand("limit", aliases: ["head", "tail"], "COUNT", "keeps the first rows"),
        QueryCommand(
            "parse",
            "[FIELD] \"GLOB *\" as NAME, … | /REGEX/ [multi] [as NAME, …] | logfmt as NAME | csv as NAME, …",
            "takes values out of a text"
        ),
        QueryCommand("dedup", "FIELD, …", "keeps the first row of each combination"),
        QueryCommand("unnest", "LIST into NAME", "one row for each element of a list"),
        QueryCommand("pattern", "FIELD", "groups texts that differ only in their variable parts"),
        QueryCommand(
            "join",
            "[type=inner | left] left=A right=B where A.KEY = B.KEY (QUERY)",
            "adds the rows of another query with the same keys"
        ),
        QueryCommand(
            "fillmissing",
            "[with VALUE for NAME, …]",
            "adds a row for each empty span of time"
        ),
    ]

    /// The command with that name or alias, in any letter case.
    public static func named(_ word: String) -> QueryCommand? {
        let word = word.lowercased()
        return all.first { $0.name == word || $0.aliases.contains(word) }
    }

    /// Commands of the documentation that are not built, in lower case, and what to use instead.
    static let unsupported: [String: String] = [
        "accum": windowHint, "addtotals": "stats sum(x), sum(y)",
        "anomaly": "pattern @message", "appendcols": "join left=a right=b where a.k = b.k (…)",
        "autoregress": windowHint, "cidrlookup": "isIpInSubnet(ip, \"10.0.0.0/8\")",
        "countfrequent": "stats count(*) as n by x | sort n desc",
        "diff": "run the query for both spans of time, or diff two requests: diff ID ID",
        "estimate": "the line under a result says how many rows were read",
        "eval": "fields EXPRESSION as NAME", "expand": "unnest LIST into NAME",
        "filldown": windowHint, "filterindex": "filter x = \"…\"",
        "json": "fields body.key as NAME", "logcompare": "run the query for both spans of time",
        "lookup": "join left=a right=b where a.k = b.k (…)", "outlier": windowHint,
        "relevantfields": "stats count(*) as n by x | sort n desc",
        "sessionize": windowHint, "unmask": "nothing: masked values stay masked in queries",
    ]

    private static let windowHint = "sql has window functions: sql select … over (order by …)"

    /// The name nearest to an unknown word.
    static func nearestName(to word: String) -> String? {
        nearest(to: word.lowercased(), among: all.flatMap { [$0.name] + $0.aliases } + ["source"])
    }
}
