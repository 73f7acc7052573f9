using CsCheck;
using DockerLint.Analysis.Secrets;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>What is taken for a secret. Tokens are put together here, so that no scanner takes this file for a leak.</summary>
public sealed class SecretTests
{
    private const string Body = "Zq3Xv9Lm2Tr8Kp5Wd1Ys7Bn4Hc6Jf0GaQeUoRiPtSxVzMyNkLwDb";

    [Theory]
    [InlineData("AKIA", "QWERTY12ZXCV56PO", "an access key of AWS")]
    [InlineData("ghp_", null, "a token of GitHub")]
    [InlineData("github_pat_", null, "a token of GitHub")]
    [InlineData("glpat-", null, "a token of GitLab")]
    [InlineData("xoxb-", null, "a token of Slack")]
    [InlineData("sk_live_", null, "a key of Stripe")]
    [InlineData("AIza", "SyZq3Xv9Lm2Tr8Kp5Wd1Ys7Bn4Hc6Jf0GaQ", "a key of Google's APIs")]
    [InlineData("npm_", "Zq3Xv9Lm2Tr8Kp5Wd1Ys7Bn4Hc6Jf0GaQeUo", "a token of npm")]
    [InlineData("SG.", "Zq3Xv9Lm2Tr8Kp5Wd1Ys7B.n4Hc6Jf0GaQeUoRiPtSxVzMyNkLwDbZq3Xv9Lm2Tr8Kp5", "a key of SendGrid")]
    [InlineData("eyJ", "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.Zq3Xv9Lm2Tr8Kp5Wd1Ys7", "a JSON web token")]
    public void A_token_is_told_by_how_it_is_written(string prefix, string? rest, string kind)
    {
        string token = prefix + (rest ?? Body);
        string text = $"RUN echo \"a={token}\" {token}.";
        Assert.Equal([(kind, token), (kind, token)], Found(text));
    }

    [Theory]
    [InlineData("ghp_", "short")]
    [InlineData("ghp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("my_ghp_", Body)]
    [InlineData("AKIA", "IOSFODNN7EXAMPLE")]
    [InlineData("eyJ", "hbGciOiJIUzI1NiJ9.no.token")]
    [InlineData("", "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00")]
    public void Other_words_are_no_tokens(string prefix, string rest) => Assert.Empty(Found($"ARG A={prefix}{rest}"));

    [Theory]
    [InlineData("https://me:hunter22@x.org/a", "hunter22")]
    [InlineData("amqp://a:b@c@x:5672", null)]
    [InlineData("postgres://app:s3cr-Key@db/x?y=z@w", "s3cr-Key")]
    [InlineData("https://me:$PASS@x.org/a", null)]
    [InlineData("https://me:<pass>@x.org/a", null)]
    [InlineData("https://me:password@x.org/a", null)]
    [InlineData("https://me@x.org:8080/a", null)]
    [InlineData("https://x.org:8080/a@b", null)]
    [InlineData("git@x.org:a/b://c", null)]
    public void A_password_in_an_address_is_found_unless_something_is_to_be_filled_in(string address, string? password) =>
        Assert.Equal(password is null ? [] : [("a password in an address", password)], Found($"RUN fetch '{address}'"));

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAwdqMyr\n", true)]
    [InlineData("\"-----BEGIN PRIVATE KEY-----\\nMIIEpAIBAAKCAQEAwdqMyr\"", true)]
    [InlineData("grep -q -- '-----BEGIN RSA PRIVATE KEY-----' key", false)]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIEpAIBAAKCAQEAwdqMyr\n", false)]
    [InlineData("-----BEGIN PRIVATE KEY-----", false)]
    public void A_private_key_needs_something_behind_its_first_line(string text, bool isKey) => Assert.Equal(isKey, Found(text).Length == 1);

    [Fact]
    public void The_key_of_a_connection_string_is_found()
    {
        string key = string.Concat(Enumerable.Repeat("Zq3Xv9Lm2T/+", 8))[..86] + "==";
        Assert.Equal([("a key of Azure Storage", key)], Found($"ENV C=DefaultEndpointsProtocol=https;AccountName=a;AccountKey={key};End=x"));
    }

    [Theory]
    [InlineData("Tr0ub4dor-77", false)]
    [InlineData("d41d8cd98f00b204", false)]
    [InlineData("correcthorsebatterystaple", false)]
    [InlineData("", true)]
    [InlineData("root", true)]
    [InlineData("changeme123", true)]
    [InlineData("<your-key-1>", true)]
    [InlineData("${OTHER_1234}", true)]
    [InlineData("/run/secrets/key1", true)]
    [InlineData("https://x.org/token1", true)]
    [InlineData("aaaaaaaaaaaaaaaaaaa1", true)]
    [InlineData("read-write-everything-here", true)]
    public void A_value_is_a_placeholder_or_could_be_used(string value, bool isPlaceholder) =>
        Assert.Equal(isPlaceholder, Placeholders.IsValue(value));

    [Theory]
    [InlineData("ENV API_TOKEN=d41d8cd98f00b204", "d41d8cd98f00b204")]
    [InlineData("ENV API_TOKEN d41d8cd98f00b204", "d41d8cd98f00b204")]
    [InlineData("ARG DB_PASSWORD='d41d8cd98f00b204'", "'d41d8cd98f00b204'")]
    [InlineData("ONBUILD ENV API_TOKEN=d41d8cd98f00b204", "d41d8cd98f00b204")]
    [InlineData("RUN export API_TOKEN && API_TOKEN=d41d8cd98f00b204 ./login", "d41d8cd98f00b204")]
    [InlineData("ENV API_TOKEN=$OTHER", "")]
    [InlineData("ENV API_TOKEN_FILE=d41d8cd98f00b204", "")]
    [InlineData("ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D", "")]
    [InlineData("LABEL token=d41d8cd98f00b204", "")]
    [InlineData("RUN API_TOKEN=$(cat /run/secrets/t) ./login", "")]
    public void A_name_for_a_secret_with_a_value(string instruction, string expected) =>
        Assert.Equal(expected, Flagged.In("DK5002", $"FROM a\n{instruction}\n"));

    [Fact]
    public void The_value_is_reported_in_place_of_the_name() => Assert.Equal(
        ["2:20 DK5002"],
        Findings.Of("FROM alpine:3.20\nENV ADMIN_PASSWORD=d41d8cd98f00b204\n"));

    [Fact]
    public void No_message_holds_the_secret_and_every_finding_lies_in_the_text()
    {
        string[] pieces = ["ghp_", Body, "://", "a:", "@", "-----BEGIN ", "PRIVATE KEY-----", "\\n", "AccountKey=", "eyJ", ".", "=", "\0", "\uD800", " ", "\n"];
        Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[0, 20].Select(string.Concat).Sample(
            text =>
            {
                foreach (SecretMatch match in SecretShapes.In(text, new TextSpan(0, text.Length)))
                {
                    Assert.InRange(match.Span.End, match.Span.Start + 1, text.Length);
                    Assert.DoesNotContain(Body, match.Kind, StringComparison.Ordinal);
                }
            },
            iter: 3000);
        Assert.DoesNotContain("d41d8cd98f00b204", Findings.MessageOf("DK5002", "FROM a\nENV API_TOKEN=d41d8cd98f00b204\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id_rsa", true)]
    [InlineData("keys/id_ed25519", true)]
    [InlineData("id_rsa.pub", false)]
    [InlineData(".env", true)]
    [InlineData(".env.local", true)]
    [InlineData(".env.example", false)]
    [InlineData(".ssh/", true)]
    [InlineData("home/.aws/credentials", true)]
    [InlineData("credentials", false)]
    [InlineData(".docker/config.json", true)]
    [InlineData("config.json", false)]
    [InlineData("server-key.pem", true)]
    [InlineData("server.pem", false)]
    [InlineData("cert.pfx", true)]
    [InlineData("docker.key", false)]
    public void A_file_is_known_for_what_it_holds(string path, bool isSecret) =>
        Assert.Equal(isSecret, Flagged.In("DK5003", $"FROM a\nCOPY {path} /x/\n").Length > 0);

    private static (string Kind, string Text)[] Found(string text) =>
        [.. SecretShapes.In(text, new TextSpan(0, text.Length)).Select(match => (match.Kind, text.Substring(match.Span.Start, match.Span.Length)))];
}
