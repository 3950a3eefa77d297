/// What a request's method and path lead to.
public enum RouteMatch: Sendable {
    /// A route takes the request.
    ///
    /// `index` is its place in `APIConfiguration.routes`. `pathParameters` are in the order of the
    /// route's own text and percent-encoded as sent. `pathInStage` is the raw path without the stage;
    /// it is empty when the target was the stage alone (`/dev`).
    case route(
        RouteConfiguration,
        index: Int,
        pathParameters: [(name: String, value: String)],
        pathInStage: Substring
    )
    /// The target is no path at all (`*`, `example.com:443`), so that no stage can own it: 403 on
    /// REST APIs, 404 on HTTP APIs.
    case noStage
    /// No route has this path and method: 403 on REST APIs, 404 on HTTP APIs.
    case noRoute
}
