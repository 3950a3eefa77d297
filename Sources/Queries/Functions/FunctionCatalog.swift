/// Every function of the language.
///
/// A function of a missing value gives null where its summary does not say otherwise; maps and lists
/// count as missing for all but the functions of JSON, `ispresent` and those that choose a value.
/// Results that are no finite number are null.
/// - SeeAlso: [functions](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html),
///   [aggregates](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html),
///   [time series](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-timeseries-functions.html)
public enum FunctionCatalog {
    /// Stands for no upper bound on the number of arguments.
    static let anyCount = 100

    public static let functions: [QueryFunction] =
        numericFunctions + stringFunctions + timeFunctions + generalFunctions + jsonFunctions
        + networkFunctions + hashFunctions + aggregates

    private static let byName: [String: QueryFunction] = {
        var table: [String: QueryFunction] = [:]
        for function in functions {
            for name in [function.name] + function.aliases { table[name.lowercased()] = function }
        }
        return table
    }()

    /// The function with that name or alias, in any letter case.
    public static func function(named name: String) -> QueryFunction? { byName[name.lowercased()] }

    /// The name nearest to an unknown one.
    public static func nearestName(to typed: String) -> String? {
        nearestFieldName(to: typed, among: functions.map(\.name))
    }
}
