namespace Retrieval.Service.Access;

/// <summary>The role that a call needs. A door without one needs <see cref="Role.Admin"/>, so that none is left open by oversight.</summary>
/// <param name="role">The least role; <see cref="Role.None"/> is open to all.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class RequiresRoleAttribute(Role role) : Attribute
{
    public Role Role { get; } = role;
}
