using CsCheck;
using DockerLint.Semantics.Values;

namespace DockerLint.Semantics.Tests.Values;

/// <summary>What the values of labels can be asked to be.</summary>
public sealed class LabelValueTests
{
    [Theory]
    [InlineData("https://example.com", true)]
    [InlineData("HTTPS://me@example.com:80/a%20b?c=d/e#f?", true)]
    [InlineData("https://[::1]/", true)]
    [InlineData("mailto:me@example.com", true)]
    [InlineData("git+ssh://example.com/a.git", true)]
    [InlineData("file:///a", true)]
    [InlineData("urn:a:b", true)]
    [InlineData("", false)]
    [InlineData("example.com", false)]
    [InlineData("not-url", false)]
    [InlineData("/a", false)]
    [InlineData("://a", false)]
    [InlineData("1a:b", false)]
    [InlineData("https:", false)]
    [InlineData("https://", false)]
    [InlineData("https:///a", false)]
    [InlineData("https://a b", false)]
    [InlineData("https://a/%2", false)]
    [InlineData("https://a/#b#c", false)]
    [InlineData("https://a/<b>", false)]
    public void An_address_has_a_scheme(string text, bool expected) => Assert.Equal(expected, AbsoluteUri.IsValid(text));

    [Theory]
    [InlineData("0.0.0", true)]
    [InlineData("1.2.3", true)]
    [InlineData("10.20.30-rc.1+build.5", true)]
    [InlineData("2.0.1-rc1", true)]
    [InlineData("1.0.0--.-", true)]
    [InlineData("1.0.0-0A.01a", true)]
    [InlineData("1.0.0+001", true)]
    [InlineData("99999999999999999999.0.0", true)]
    [InlineData("", false)]
    [InlineData("1", false)]
    [InlineData("1.2", false)]
    [InlineData("1.2.3.4", false)]
    [InlineData("v1.2.3", false)]
    [InlineData("01.2.3", false)]
    [InlineData("1.2.3-01", false)]
    [InlineData("1.2.3-", false)]
    [InlineData("1.2.3-a..b", false)]
    [InlineData("1.2.3+", false)]
    [InlineData("1.2.3+a+b", false)]
    [InlineData("1.2.3-ä", false)]
    [InlineData(" 1.2.3", false)]
    public void A_semantic_version_has_three_numbers(string text, bool expected) => Assert.Equal(expected, SemanticVersion.IsValid(text));

    [Theory]
    [InlineData("2024-02-29T12:30:00Z", true)]
    [InlineData("2021-03-10T10:26:33.564595127+01:00", true)]
    [InlineData("2021-03-10t10:26:33z", true)]
    [InlineData("2016-12-31T23:59:60Z", true)]
    [InlineData("2021-03-10T10:26:33-00:00", true)]
    [InlineData("", false)]
    [InlineData("2023-02-29T12:30:00Z", false)]
    [InlineData("2024-13-01T12:30:00Z", false)]
    [InlineData("2024-02-29T24:00:00Z", false)]
    [InlineData("2024-02-29T12:30:61Z", false)]
    [InlineData("2024-02-29 12:30:00Z", false)]
    [InlineData("2024-02-29T12:30:00", false)]
    [InlineData("2024-02-29T12:30:00.Z", false)]
    [InlineData("2024-02-29T12:30:00.5", false)]
    [InlineData("2024-02-29T12:30Z", false)]
    [InlineData("2024-02-29T12:30:00+0100", false)]
    [InlineData("2024-02-29T12:30:00+24:00", false)]
    [InlineData("2024-02-29T12:30:00Zx", false)]
    [InlineData("2024-2-29T12:30:00Z", false)]
    [InlineData("2024-02-29", false)]
    public void A_time_has_a_date_and_an_offset(string text, bool expected) => Assert.Equal(expected, Rfc3339Time.IsValid(text));

    [Theory]
    [InlineData("43c572f", true)]
    [InlineData("43C572F1", true)]
    [InlineData("43c572f1272b6b3171dd1db9e41b7027128ce080", true)]
    [InlineData("43c572f1272b6b3171dd1db9e41b7027128ce08043c572f1272b6b3171dd1db9", true)]
    [InlineData("43c572", false)]
    [InlineData("43c572f1272b6b3171dd1db9e41b7027128ce0801", false)]
    [InlineData("not-git", false)]
    [InlineData("", false)]
    public void A_git_hash_is_hexadecimal_and_long_enough(string text, bool expected) => Assert.Equal(expected, GitHash.IsValid(text));

    [Theory]
    [InlineData("jane.doe+x@example.com", true)]
    [InlineData("root@localhost", true)]
    [InlineData("\"jane \\\" doe\"@example.com", true)]
    [InlineData("\"\"@example.com", true)]
    [InlineData("jane@[192.0.2.1]", true)]
    [InlineData("", false)]
    [InlineData("jane", false)]
    [InlineData("@example.com", false)]
    [InlineData("jane@", false)]
    [InlineData("jane@@example.com", false)]
    [InlineData(".jane@example.com", false)]
    [InlineData("jane.@example.com", false)]
    [InlineData("jane..doe@example.com", false)]
    [InlineData("jane doe@example.com", false)]
    [InlineData("Jane <jane@example.com>", false)]
    [InlineData("jane@example.com, joe@example.com", false)]
    [InlineData("\"jane@example.com", false)]
    [InlineData("\"jane\\", false)]
    [InlineData("jane@[1", false)]
    public void An_address_of_mail_has_a_name_and_a_domain(string text, bool expected) => Assert.Equal(expected, EmailAddress.IsValid(text));

    [Theory]
    [InlineData("MIT", true)]
    [InlineData("mit", true)]
    [InlineData("Apache-2.0", true)]
    [InlineData("GPL-2.0+", true)]
    [InlineData("GPL-2.0-or-later", true)]
    [InlineData("Apache-2.0+", true)]
    [InlineData("MIT OR Apache-2.0", true)]
    [InlineData("MIT and BSD-3-Clause or 0BSD", true)]
    [InlineData("( MIT OR (Apache-2.0 AND ISC) ) AND Zlib", true)]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", true)]
    [InlineData("LicenseRef-Ours", true)]
    [InlineData("DocumentRef-spdx-1:LicenseRef-Ours AND MIT", true)]
    [InlineData("  MIT  ", true)]
    [InlineData("", false)]
    [InlineData("Apache2", false)]
    [InlineData("MIT License", false)]
    [InlineData("MIT OR", false)]
    [InlineData("OR MIT", false)]
    [InlineData("MIT Or ISC", false)]
    [InlineData("MIT, ISC", false)]
    [InlineData("(MIT", false)]
    [InlineData("MIT)", false)]
    [InlineData("()", false)]
    [InlineData("MIT +", false)]
    [InlineData("MIT WITH ISC", false)]
    [InlineData("(MIT) WITH Classpath-exception-2.0", false)]
    [InlineData("Classpath-exception-2.0", false)]
    [InlineData("LicenseRef-", false)]
    [InlineData("DocumentRef-:LicenseRef-a", false)]
    [InlineData("LicenseRef-a:b", false)]
    public void A_license_is_an_expression_of_known_identifiers(string text, bool expected) => Assert.Equal(expected, SpdxExpression.IsValid(text));

    [Fact]
    public void Licenses_in_any_number_of_parentheses_are_read_or_refused() =>
        Assert.False(SpdxExpression.IsValid(new string('(', 100_000) + "MIT"));

    [Fact]
    public void Any_text_is_judged() => Gen.OneOf(Gen.String, Gen.String["().+-@\"\\[]:/%#?T0129aZ \0\uD800"]).Sample(
        text =>
        {
            _ = AbsoluteUri.IsValid(text) | SemanticVersion.IsValid(text) | Rfc3339Time.IsValid(text) | GitHash.IsValid(text)
                | EmailAddress.IsValid(text) | SpdxExpression.IsValid(text);
        },
        iter: 2000);
}
