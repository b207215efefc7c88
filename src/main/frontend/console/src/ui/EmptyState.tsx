import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** Something went wrong, as against nothing being there. */
  isError?: boolean;
}

/** What stands where content would be: says what is missing, and what to do about it. */
export function EmptyState({ title, children, isError = false }: EmptyStateProps) {
  return (
    <div className={isError ? "empty bad" : "empty"} role={isError ? "alert" : undefined}>
      <p className="empty-title">{title}</p>
      {children && <div className="hint">{children}</div>}
    </div>
  );
}
