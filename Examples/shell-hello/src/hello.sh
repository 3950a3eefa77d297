# The handler: gets the event as its argument and prints the answer. What goes to standard error is
# the function's log.

# The value of a text field of the event; good enough for names without quotes and escapes.
field() {
    printf %s "$1" | sed -n "s/.*\"$2\":\"\\([^\"\\\\]*\\)\".*/\\1/p"
}

hello() {
    route=$(field "$1" routeKey)
    case "$route" in
        "GET /hello/{name}")
            name=$(field "$1" name)
            echo "greeting $name" >&2
            printf '{"statusCode":200,"headers":{"content-type":"text/plain"},"body":"hello, %s\\n"}' \
                "$name"
            ;;
        "GET /fail") return 3 ;;
        "GET /exit") return 70 ;;
    esac
}
