extension SavedQuery {
    /// The queries that come with the program: what an audit asks of the log first.
    static let shipped: [SavedQuery] = [
        SavedQuery(
            name: "calls",
            summary: "who called what, when, with which result",
            text: """
                fields @timestamp, request.client as client, method, path, function, status, outcome
                | sort @timestamp desc | limit {{limit=100}}
                """
        ),
        SavedQuery(
            name: "failures",
            summary: "failures by cause, most frequent first",
            text: """
                filter failed
                | stats count(*) as flows, min(@timestamp) as first, max(@timestamp) as last
                    by cause, error.type, function
                | sort flows desc
                """
        ),
        SavedQuery(
            name: "refused",
            summary: "requests that the gateway refused, and why",
            text: """
                filter state = "rejected"
                | stats count(*) as requests, max(@timestamp) as last by cause, status, method, path
                | sort requests desc
                """
        ),
        SavedQuery(
            name: "slowest",
            summary: "routes by their 95th percentile",
            text: """
                filter ispresent(duration)
                | stats count(*) as requests, pct(duration, 50) as p50, pct(duration, 95) as p95,
                    max(duration) as slowest by function, route
                | sort p95 desc | limit {{limit=20}}
                """
        ),
        SavedQuery(
            name: "slow",
            summary: "requests that took longer than so many milliseconds",
            text: """
                filter duration > {{ms=1000}}
                | fields @timestamp, shortId, method, path, function, status, duration
                | sort duration desc | limit {{limit=50}}
                """
        ),
        SavedQuery(
            name: "cold-starts",
            summary: "cold starts of each function and what they cost",
            text: """
                SOURCE logGroups(namePrefix: ["/aws/lambda/"])
                | filter @type = "REPORT"
                | stats count(*) as runs, count(@initDuration) as cold,
                    avg(@initDuration) as avgInit, max(@initDuration) as maxInit by @function
                | sort cold desc
                """
        ),
        SavedQuery(
            name: "memory",
            summary: "memory that functions have and do not use",
            text: """
                SOURCE logGroups(namePrefix: ["/aws/lambda/"])
                | filter @type = "REPORT"
                | stats max(@memorySize / 1000 / 1000) as provisionedMB,
                    max(@maxMemoryUsed / 1000 / 1000) as mostUsedMB,
                    provisionedMB - mostUsedMB as overProvisionedMB by @function
                | sort overProvisionedMB desc
                """
        ),
        SavedQuery(
            name: "operators",
            summary: "replays, edits, holds and remarks by operating-system user",
            text: """
                SOURCE events
                | filter ispresent(operator) and type not in ["serviceStarted", "serviceStopped"]
                | stats count(*) as acts, min(@timestamp) as first, max(@timestamp) as last
                    by operator, type
                | sort operator, type
                """
        ),
        SavedQuery(
            name: "changes",
            summary: "starts of the service, changes of function code and template",
            text: """
                SOURCE events
                | filter type in ["serviceStarted", "codeChanged", "templateChanged"]
                | fields @timestamp, type, operator, data.template as template,
                    data.templateDigest as digest, data.function as function,
                    data.before as before, data.code as code
                | sort @timestamp desc | limit {{limit=100}}
                """
        ),
    ].map { query in
        var query = query
        query.isShipped = true
        return query
    }
}
