using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>What others have written, fit for a message: one line, short, nothing in it that cannot be seen.</summary>
internal static class Printable
{
    private const int Longest = 300;

    /// <summary>A text in quotes.</summary>
    public static string Quote(string text) => Quoted.Text(text);

    /// <summary>A sentence of somebody else.</summary>
    public static string Sentence(string text)
    {
        Span<char> visible = stackalloc char[Math.Min(text.Length, Longest)];
        for (int i = 0; i < visible.Length; i++)
            visible[i] = Quoted.IsVisible(text[i]) ? text[i] : ' ';
        string sentence = visible.Trim(" .").ToString();
        return text.Length > Longest ? $"{sentence}…" : sentence;
    }

    /// <summary>A URL without user, password, query and fragment, which may hold secrets.</summary>
    public static string Url(Uri url) => url.IsAbsoluteUri && !url.IsFile
        ? Sentence(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
        : Sentence(url.OriginalString.Split('?')[0]);
}
