import Testing

@testable import Lambda

/// Which function an Invoke path names.
struct InvokeTargetTests {
    @Test(arguments: [
        ("orders", "orders", nil), ("orders:live", "orders", "live"),
        ("orders:$LATEST", "orders", "$LATEST"),
        ("123456789012:function:orders", "orders", nil),
        ("123456789012:function:orders:7", "orders", "7"),
        ("arn:aws:lambda:us-east-1:123456789012:function:orders", "orders", nil),
        (
            "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Aorders%3Alive", "orders",
            "live"
        ),
        ("caf%C3%A9", "café", nil), ("100%", "100%", nil),
    ])
    func `a name, a partial and a whole ARN`(
        _ text: String,
        _ name: String,
        _ qualifier: String?
    ) throws {
        let target = try #require(
            InvokeTarget(path: "/2015-03-31/functions/\(text)/invocations")
        )
        #expect(target.name == name)
        #expect(try target.qualifier(query: "") == qualifier)
    }

    @Test(arguments: [
        "/", "", "/2015-03-31/functions/orders", "/2015-03-31/functions//invocations",
        "/2015-03-31/functions/orders/invocations/", "/2014-11-13/functions/orders/invoke-async",
        "/2015-03-31/functions/a/b/invocations",
    ])
    func `other paths are no Invoke call`(_ path: String) {
        #expect(InvokeTarget(path: Substring(path)) == nil)
    }

    @Test func `path and query must agree on the qualifier`() throws {
        let plain = try #require(InvokeTarget(path: "/2015-03-31/functions/f/invocations"))
        #expect(try plain.qualifier(query: "Qualifier=live&x=1") == "live")
        #expect(try plain.qualifier(query: "x=1&Qualifier=%24LATEST") == "$LATEST")
        let qualified = try #require(InvokeTarget(path: "/2015-03-31/functions/f:live/invocations"))
        #expect(try qualified.qualifier(query: "Qualifier=live") == "live")
        let error = #expect(throws: InvokeError.self) {
            try qualified.qualifier(query: "Qualifier=7")
        }
        #expect(error?.code == "InvalidParameterValueException")
    }
}
