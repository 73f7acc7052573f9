using System.Collections.Immutable;

namespace DockerLint.Cli.Output.Html;

/// <summary>Rectangles whose areas are to each other as numbers are.</summary>
internal static class Treemap
{
    /// <summary>
    /// Divides a rectangle so that the parts are as square as may be (Bruls, Huizing, van Wijk, "Squarified Treemaps", 2000).
    /// </summary>
    /// <param name="area">The rectangle.</param>
    /// <param name="weights">Numbers above 0, the largest first.</param>
    /// <returns>A part for each number, in their order.</returns>
    public static ImmutableArray<Box> Divide(Box area, IReadOnlyList<double> weights)
    {
        ImmutableArray<Box>.Builder parts = ImmutableArray.CreateBuilder<Box>(weights.Count);
        double left = weights.Sum();
        int first = 0;
        while (first < weights.Count)
        {
            double scale = area.Width * area.Height / left;
            double side = Math.Min(area.Width, area.Height);
            double sum = weights[first];
            int end = first + 1;
            while (end < weights.Count && Worst(sum + weights[end], weights[first], weights[end], side, scale) <= Worst(sum, weights[first], weights[end - 1], side, scale))
                sum += weights[end++];

            area = Row(area, weights, first, end, sum, left, parts);
            left -= sum;
            first = end;
        }

        return parts.ToImmutable();
    }

    /// <summary>How far from a square the longest part of a row is.</summary>
    private static double Worst(double sum, double largest, double smallest, double side, double scale)
    {
        double thickness = sum * scale / side;
        return Math.Max(largest * scale / (thickness * thickness), thickness * thickness / (smallest * scale));
    }

    /// <summary>Fills a row along the shorter side.</summary>
    /// <returns>What is left of the area.</returns>
    private static Box Row(Box area, IReadOnlyList<double> weights, int first, int end, double sum, double left, ImmutableArray<Box>.Builder parts)
    {
        bool isColumn = area.Width >= area.Height;
        double thickness = (isColumn ? area.Width : area.Height) * sum / left;
        double at = isColumn ? area.Y : area.X;
        for (int index = first; index < end; index++)
        {
            double length = (isColumn ? area.Height : area.Width) * weights[index] / sum;
            parts.Add(isColumn ? new Box(area.X, at, thickness, length) : new Box(at, area.Y, length, thickness));
            at += length;
        }

        return isColumn
            ? area with { X = area.X + thickness, Width = area.Width - thickness }
            : area with { Y = area.Y + thickness, Height = area.Height - thickness };
    }
}
