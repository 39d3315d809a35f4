"""What the browser is told to refuse on the pages served here."""


def security_headers(nonce: str | None = None) -> dict[str, str]:
    """The strictest policy under which GraphiQL 4.1.2 works without one complaint of the browser.

    Only files of this server run, load or are called; nothing inline; no framing; no form; no plugin. Two openings:

    - `font-src data:`: the style sheet carries its fonts inside itself (the images in it are for parts not used here);
    - a nonce for `style`, never for `script`: a dialog locks the page's scrolling by adding a `<style>` element whose
      text varies, so that no hash fits. Other styles are set through the object model, which needs no permission.

    What a description or an answer may name elsewhere (an image, an address) is refused by the same policy.
    """
    style = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": style,
        "font-src": "data:",
        "img-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
